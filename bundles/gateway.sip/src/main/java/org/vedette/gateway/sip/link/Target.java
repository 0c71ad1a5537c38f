package org.vedette.gateway.sip.link;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * Where the trunk is, and from where it is reached.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param transport how
 * @param localAddress address to send from; empty: the one that leads there
 * @param localPort UDP port to send from; 0: any
 * @param publicAddress address to tell peers, where another stands before this server; empty: the
 *     local one
 * @param trusted authorities for TLS; none: those that Java trusts
 * @param connecting longest time for connecting, with the TLS handshake
 */
public record Target(
    String host,
    int port,
    Transport transport,
    String localAddress,
    int localPort,
    String publicAddress,
    List<X509Certificate> trusted,
    Duration connecting) {
  /** How messages travel. */
  public enum Transport {
    /** Datagrams. */
    UDP,
    /** A connection. */
    TCP,
    /** A connection with TLS; the host name is verified. */
    TLS
  }

  /** Copies the list. */
  public Target {
    trusted = List.copyOf(trusted);
  }

  /** Returns the address to tell peers where {@code local} is bound. */
  String told(InetAddress local) {
    return publicAddress.isEmpty() ? literal(local) : publicAddress;
  }

  /** Writes host and port as in a URI (RFC 3261 section 25.1, hostport). */
  static String hostPort(String host, int port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
