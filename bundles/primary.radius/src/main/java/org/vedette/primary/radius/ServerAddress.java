package org.vedette.primary.radius;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Address of one RADIUS server.
 *
 * @param host name or IP address, without brackets
 * @param port UDP port, 1 to 65535
 */
record ServerAddress(String host, int port) {
  private static final int RADIUS = 1812;
  private static final int HIGHEST_PORT = 65_535;

  /** Reads {@code host} or {@code host:port}, IPv6 in brackets; empty when it is neither. */
  static Optional<ServerAddress> parse(String text) {
    try {
      URI uri = new URI("radius://" + text.strip());
      boolean plain =
          uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawPath().isEmpty();
      if (!plain || uri.getHost() == null) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? RADIUS : uri.getPort();
      return port < 1 || port > HIGHEST_PORT
          ? Optional.empty()
          : Optional.of(new ServerAddress(uri.getHost().replaceAll("[\\[\\]]", ""), port));
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
