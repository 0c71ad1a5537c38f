package org.vedette.api.net;

import java.nio.channels.DatagramChannel;
import org.osgi.annotation.versioning.ProviderType;

/** The use of a bound UDP socket. */
@ProviderType
public interface UdpLease extends AutoCloseable {
  /**
   * Returns the channel, non-blocking and bound. Do not close it, and do not interrupt a thread
   * that uses it: that would close it for everybody.
   */
  DatagramChannel channel();

  /** The replies of this socket, which outlive the listener too. */
  ReplyTable replies();

  /** Gives the socket back; it stays bound for {@code 30 s} waiting for a successor. */
  @Override
  void close();
}
