package org.vedette.primary.radius;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Address of one RADIUS server.
 *
 * @param host name or IP address, without brackets
 * @param port UDP port, 1 to 65535
 * @param accounting UDP port for accounting; 0 when not named
 */
record ServerAddress(String host, int port, int accounting) {
  private static final int RADIUS = 1812;
  private static final int HIGHEST_PORT = 65_535;

  /** An address that names no port for accounting. */
  ServerAddress(String host, int port) {
    this(host, port, 0);
  }

  /**
   * Reads {@code host} or {@code host:port}, IPv6 in brackets, each perhaps with {@code
   * /accountingport}; empty when it is none of them.
   */
  static Optional<ServerAddress> parse(String text) {
    try {
      URI uri = new URI("radius://" + text.strip());
      boolean plain =
          uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawPath().matches("(/[0-9]{1,5})?");
      if (!plain || uri.getHost() == null) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? RADIUS : uri.getPort();
      boolean named = !uri.getRawPath().isEmpty();
      int accounting = named ? Integer.parseInt(uri.getRawPath().substring(1)) : 0;
      if (!isPort(port) || named && !isPort(accounting)) {
        return Optional.empty();
      }
      String host = uri.getHost().replaceAll("[\\[\\]]", "");
      return Optional.of(new ServerAddress(host, port, accounting));
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= HIGHEST_PORT;
  }

  /**
   * The port for accounting: its own, else the one for every server, else the next after its port
   * for sign-ins, as 1813 follows 1812.
   *
   * @param everyPort 0 when none is set
   */
  int accountingPort(int everyPort) {
    if (accounting > 0 || everyPort > 0) {
      return accounting > 0 ? accounting : everyPort;
    }
    return port < HIGHEST_PORT ? port + 1 : RADIUS + 1;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
