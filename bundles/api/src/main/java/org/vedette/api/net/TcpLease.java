package org.vedette.api.net;

import java.nio.channels.ServerSocketChannel;
import org.osgi.annotation.versioning.ProviderType;

/** The use of a bound, listening TCP socket. */
@ProviderType
public interface TcpLease extends AutoCloseable {
  /** Returns the channel, non-blocking, bound and listening; see {@link UdpLease#channel}. */
  ServerSocketChannel channel();

  /** Gives the socket back; it stays bound for {@code 30 s} waiting for a successor. */
  @Override
  void close();
}
