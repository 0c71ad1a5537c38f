package org.vedette.radius;

import java.net.InetSocketAddress;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.radius.PacketStream;

/**
 * A protected connection. Its table of replies is its own, so that the connection need not be part
 * of a key among repetitions.
 *
 * @param stream the connection
 */
record StreamWay(PacketStream stream) implements Way {
  @Override
  public ReplyTable replies() {
    return stream.replies();
  }

  @Override
  public void send(byte[] reply, InetSocketAddress to) {
    stream.send(reply);
  }
}
