package org.vedette.directory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Address of one LDAP server.
 *
 * @param tls whether TLS starts with the connection (ldaps)
 * @param host name or IP address, without brackets
 * @param port TCP port, 1 to 65535
 */
record ServerAddress(boolean tls, String host, int port) {
  private static final int LDAP_PORT = 389;
  private static final int LDAPS_PORT = 636;

  /** Reads {@code ldap://host[:port]} or {@code ldaps://host[:port]}; empty when it is neither. */
  static Optional<ServerAddress> parse(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String path = uri.getRawPath() == null ? "" : uri.getRawPath();
      boolean plainAddress =
          uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && (path.isEmpty() || path.equals("/"));
      if (!plainAddress || uri.getHost() == null || !(isLdap(scheme) || isLdaps(scheme))) {
        return Optional.empty();
      }
      int port = uri.getPort() >= 0 ? uri.getPort() : isLdaps(scheme) ? LDAPS_PORT : LDAP_PORT;
      if (port < 1 || port > 65535) {
        return Optional.empty();
      }
      String host = uri.getHost().replaceAll("[\\[\\]]", "");
      return Optional.of(new ServerAddress(isLdaps(scheme), host, port));
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  private static boolean isLdap(String scheme) {
    return scheme.equals("ldap");
  }

  private static boolean isLdaps(String scheme) {
    return scheme.equals("ldaps");
  }

  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (tls ? "ldaps://" : "ldap://") + shown + ":" + port;
  }
}
