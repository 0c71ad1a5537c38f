package org.vedette.api.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps sockets bound while the listener that uses them is replaced: datagrams that arrive in the
 * gap wait in the kernel's buffer for the successor.
 */
@ProviderType
public interface SocketHolder {
  /**
   * Leases a bound UDP socket; the same channel again after an update of the listener.
   *
   * @throws IOException when the address cannot be bound, or somebody else holds the lease
   */
  UdpLease udp(InetSocketAddress address) throws IOException;

  /**
   * Leases a bound, listening TCP socket.
   *
   * @throws IOException when the address cannot be bound, or somebody else holds the lease
   */
  TcpLease tcp(InetSocketAddress address) throws IOException;
}
