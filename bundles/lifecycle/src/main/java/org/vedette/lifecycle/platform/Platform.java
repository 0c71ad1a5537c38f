package org.vedette.lifecycle.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.BundleException;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.state.Journal;

/**
 * What the desk needs of the OSGi framework. Stays usable while this bundle itself is replaced.
 * Thread-safe; the calls that stop, start or replace block for as long as the bundle takes.
 */
public interface Platform extends AutoCloseable {
  /** Returns all bundles that offer a capability, sorted by id. */
  List<Member> members();

  /** Returns the capability that a bundle offers now. */
  Optional<Capability> capability(long bundle);

  /** Returns since when the capability of a bundle serves. */
  Optional<Instant> since(long bundle);

  /** Returns what is Active now, each as {@link #name} writes it. */
  Set<String> active();

  /** Names a bundle, so that two of the same symbolic name are told apart. */
  static String name(String symbolicName, long bundle) {
    return symbolicName + " [" + bundle + "]";
  }

  /** Returns ids of the capabilities that serve now. */
  Set<String> serving();

  /** Returns how far a started bundle has come. */
  Activation activation(long bundle);

  /** Returns whether the framework has started everything it was to start. */
  boolean up();

  /**
   * Tries whether a bundle with these headers would resolve.
   *
   * @return what is missing; empty when it would
   */
  Optional<String> missing(Map<String, String> headers) throws BundleException, IOException;

  /** Stops a bundle until it is started, or the server is. */
  void stop(long bundle) throws BundleException;

  /** Stops a bundle, over restarts too. */
  void disable(long bundle) throws BundleException;

  /** Starts a bundle, over restarts too. */
  void start(long bundle) throws BundleException;

  /**
   * Puts a new jar in the place of a stopped bundle's, and lets the old class loader go.
   *
   * @throws BundleException when the framework does not take it; the old jar stays
   */
  void replace(long bundle, Path jar) throws BundleException, IOException;

  /**
   * Ends the active components of a bundle one of whose components is never done with its
   * activation: stopping the bundle alone would leave them as they are. Returns when they have
   * ended.
   */
  void endComponents(long bundle) throws BundleException, InterruptedException;

  /**
   * Uninstalls a stopped bundle and installs a jar from the same location: what Declarative
   * Services still keeps for the old one, because code of it never ends, does not concern the new
   * one.
   *
   * @return the new bundle
   */
  Member reinstall(Member member, Path jar) throws BundleException, IOException;

  /** Whether this is the bundle that this code comes from. */
  boolean self(long bundle);

  /** Keeps the present classes of this bundle loadable until {@link #release}. */
  void hold() throws BundleException, IOException;

  /** Lets the classes of a replaced predecessor of this bundle go. */
  void release() throws BundleException;

  /**
   * Uninstalls bundles that were installed from a file beside a bundle of the same name that comes
   * from the repository: the file installer does that before we are there to take the file from it.
   *
   * @return the files
   */
  List<Path> removeDoubles();

  /** Removes what a process that died has left behind of the above. */
  void tidy();

  /** Returns the journal, while there is one. */
  Optional<Journal> journal();

  @Override
  void close();
}
