package org.vedette.radsec;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.radius.PacketDesk;
import org.vedette.api.radius.PacketStream;

/** Answers every packet by itself with another code, or does what a test wants. */
final class FakeDesk implements PacketDesk {
  /** What a test wants to become of packets. */
  interface Script {
    Taken take(byte[] packet, PacketStream from);
  }

  final List<byte[]> received = new CopyOnWriteArrayList<>();
  final List<PacketStream> streams = new CopyOnWriteArrayList<>();
  final List<ReplyTable.Left> resumed = new CopyOnWriteArrayList<>();
  volatile boolean expecting = true;
  volatile Script script = FakeDesk::echo;

  /** The reply to a packet. */
  static byte[] reply(byte[] packet) {
    byte[] reply = packet.clone();
    reply[0] = 2;
    return reply;
  }

  static Taken echo(byte[] packet, PacketStream from) {
    from.send(reply(packet));
    return Taken.YES;
  }

  @Override
  public boolean expects(InetAddress source) {
    return expecting;
  }

  @Override
  public Taken receive(byte[] packet, PacketStream from) {
    received.add(packet);
    streams.add(from);
    return script.take(packet, from);
  }

  @Override
  public void resume(ReplyTable.Left left, PacketStream from) {
    resumed.add(left);
    from.replies().answered(left.key(), reply(left.packet()));
    from.send(reply(left.packet()));
  }
}
