package org.vedette.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.net.UdpLease;

/**
 * A UDP socket.
 *
 * @param lease the use of it
 */
record UdpWay(UdpLease lease) implements Way {
  @Override
  public ReplyTable replies() {
    return lease.replies();
  }

  /** A datagram that cannot leave now is lost, as on the wire. */
  @Override
  public void send(byte[] reply, InetSocketAddress to) throws IOException {
    lease.channel().send(ByteBuffer.wrap(reply), to);
  }
}
