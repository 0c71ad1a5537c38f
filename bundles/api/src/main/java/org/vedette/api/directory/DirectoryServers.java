package org.vedette.api.directory;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where the servers of a configured directory are, for a listener that relays to them. Registered
 * for each directory with the service property {@value DirectoryProbe#PROPERTY} set to its name.
 * All methods may be called from any thread and do not block.
 */
@ProviderType
public interface DirectoryServers {
  /** How a connection is protected. */
  enum Protection {
    /** Not at all; the settings allow it. */
    NONE,
    /** By StartTLS before anything else (RFC 4511, section 4.14). */
    START_TLS,
    /** By TLS from the first byte. */
    TLS
  }

  /**
   * A server.
   *
   * @param host name or address; the certificate must be of this name (RFC 4513, section 3.1.3),
   *     which is for whoever connects to demand
   * @param port TCP port
   * @param protection how it is to be protected
   */
  record Server(String host, int port, Protection protection) {}

  /** Returns the servers in the order in which they are to be tried: those in trouble come last. */
  List<Server> servers();

  /** Returns what TLS to them trusts. */
  SSLContext tls();

  /** Says that a server could not be reached or used; it is then tried in the background. */
  void failed(Server server, String why);
}
