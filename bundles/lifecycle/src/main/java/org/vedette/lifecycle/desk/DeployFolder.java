package org.vedette.lifecycle.desk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.CapabilityDesk;
import org.vedette.api.store.Actor;
import org.vedette.lifecycle.files.Names;
import org.vedette.lifecycle.jar.Digests;
import org.vedette.lifecycle.jar.JarCheck;
import org.vedette.lifecycle.platform.Member;
import org.vedette.lifecycle.platform.Platform;

/**
 * Takes jars of installed capabilities out of the hands of the platform's file installer, which
 * would make a second bundle of the same name of them, and updates the installed one as an operator
 * would. The installer asks us before its own way of handling bundles.
 *
 * <p>A jar that was handled once is remembered by name and digest: lying there it changes nothing
 * at later starts, whatever has happened to the capability since. Called on the installer's thread;
 * returns at once.
 */
public final class DeployFolder implements ArtifactInstaller {
  private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
  private static final String OURS = "org.vedette.";
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Actor ACTOR = new Actor("deploy", "deploy", "");

  private final Platform platform;
  private final CapabilityDesk desk;
  private final Names handled;

  /** Takes where handled jars are remembered. */
  public DeployFolder(Platform platform, CapabilityDesk desk, Names handled) {
    this.platform = platform;
    this.desk = desk;
    this.handled = handled;
  }

  @Override
  public boolean canHandle(File file) {
    if (!file.getName().endsWith(".jar")) {
      return false;
    }
    Optional<String> name = JarCheck.symbolicName(file.toPath());
    return name.isPresent() && takes(name.get(), file.toPath());
  }

  /** Whether a bundle of this name is installed from elsewhere. */
  private boolean takes(String name, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    Optional<Member> member =
        platform.members().stream().filter(it -> it.symbolicName().equals(name)).findFirst();
    if (member.isEmpty()) {
      return name.equals(OURS + "api");
    }
    String location = member.get().location();
    return folder == null || !location.startsWith(folder.toUri().toString());
  }

  @Override
  public void install(File file) throws IOException {
    String entry = entry(file);
    if (handled.has(entry)) {
      return;
    }
    take(file, entry);
  }

  /** A file that the installer has handled in its own way, and will not bring to us. */
  void lies(File file) {
    try {
      install(file);
    } catch (IOException gone) {
      LOG.warn(
          "A jar in deploy/ cannot be read file={} cause={}", file.getName(), gone.getMessage());
    }
  }

  @Override
  public void update(File file) throws IOException {
    take(file, entry(file));
  }

  @Override
  public void uninstall(File file) throws IOException {
    forget(file);
    LOG.info(
        "A jar was removed from deploy/; the capability it has updated stays as it is file={}",
        file.getName());
  }

  private static String entry(File file) throws IOException {
    return Digests.sha256(file.toPath()) + " " + file.getName();
  }

  private void forget(File file) throws IOException {
    for (String each : handled.all()) {
      if (each.endsWith(" " + file.getName())) {
        handled.remove(each);
      }
    }
  }

  private void take(File file, String entry) {
    Operator.thread("deploy", () -> order(file, entry));
  }

  /** Gives the order; several jars copied together are done one after the other. */
  private void order(File file, String entry) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean again = true;
    while (again) {
      boolean last = System.nanoTime() - end > 0;
      again =
          desk.update(file.toPath(), "", ACTOR)
              .toCompletableFuture()
              .join()
              .match(
                  accepted -> remember(file, entry),
                  refused -> refused(file, entry, refused.why(), refused.fix()),
                  busy -> !last || later(file, "operation " + busy.operation() + " is under way"),
                  unavailable -> later(file, unavailable.why()));
      if (again) {
        LockSupport.parkNanos(STEP_NANOS);
      }
    }
  }

  private boolean refused(File file, String entry, String why, String fix) {
    LOG.error(
        "A jar in deploy/ was refused; nothing was changed file={} why=\"{}\" fix=\"{}\"",
        file.getName(),
        why,
        fix);
    return remember(file, entry);
  }

  private static boolean later(File file, String why) {
    LOG.warn(
        "A jar in deploy/ was not looked at; copy it there again file={} why=\"{}\"",
        file.getName(),
        why);
    return false;
  }

  /** Remembers a file; returns false, for there is nothing to do again. */
  private boolean remember(File file, String entry) {
    try {
      forget(file);
      handled.add(entry);
      return false;
    } catch (IOException full) {
      LOG.warn(
          "A jar in deploy/ will be looked at again at the next start file={} cause={}",
          file.getName(),
          full.getMessage());
      return false;
    }
  }
}
