package org.vedette.radius;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vedette.api.radius.PacketStream;
import org.vedette.codec.radius.Packet;

/** A protected connection that keeps what is sent by it. */
final class FakeStream implements PacketStream {
  final BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
  final MemoryReplies replies = new MemoryReplies();
  private final InetSocketAddress source;
  private final List<String> names;

  FakeStream(String address, String... names) {
    this(address, 40_000, names);
  }

  FakeStream(String address, int port, String... names) {
    this.source = new InetSocketAddress(address, port);
    this.names = List.of(names);
  }

  @Override
  public InetSocketAddress source() {
    return source;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public MemoryReplies replies() {
    return replies;
  }

  @Override
  public void send(byte[] packet) {
    sent.add(packet);
  }

  /** Waits for what is sent next. */
  Packet next() throws InterruptedException {
    byte[] octets = sent.poll(10, TimeUnit.SECONDS);
    if (octets == null) {
      throw new AssertionError("nothing was sent");
    }
    return RawNas.packet(octets);
  }
}
