package org.vedette.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.vedette.codec.radius.Packet;

/**
 * Datagrams that were read from a socket before their turn, so that it is known how long each has
 * waited: the kernel does not tell. Used by one thread.
 */
final class Inbox {
  /** So often it is read ahead: how long one has waited is known to this much. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int MOST = 4_096;

  private final DatagramChannel channel;
  private final LongSupplier nanoTime;
  private final ByteBuffer buffer = ByteBuffer.allocate(Packet.MAX_LENGTH);
  private final Queue<Datagram> waiting = new ArrayDeque<>();
  private long looked;

  /** When the socket was last known to be empty: whatever is read later came after that. */
  private long empty;

  /**
   * One that waits.
   *
   * @param octets what it holds
   * @param since when it came, or a little before
   */
  record Datagram(byte[] octets, InetSocketAddress source, long since) {}

  /** An inbox of a socket that does not block; what waits in the kernel already counts as new. */
  Inbox(DatagramChannel channel, LongSupplier nanoTime) {
    this.channel = channel;
    this.nanoTime = nanoTime;
    came();
  }

  /** The socket was empty until now. */
  void came() {
    empty = nanoTime.getAsLong();
    looked = empty - LOOK_NANOS;
  }

  /** Reads what is there, now and then; does not wait for more. */
  void read() throws IOException {
    long now = nanoTime.getAsLong();
    if (!waiting.isEmpty() && now - looked < LOOK_NANOS) {
      return;
    }
    looked = now;
    while (waiting.size() < MOST) {
      buffer.clear();
      InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
      if (source == null) {
        empty = now;
        return;
      }
      waiting.add(new Datagram(Arrays.copyOf(buffer.array(), buffer.position()), source, empty));
    }
  }

  /** Returns the oldest; null when none waits. */
  @Nullable Datagram next() {
    return waiting.poll();
  }

  /** How long one has waited by now, at most, in nanoseconds. */
  long waited(Datagram each) {
    return nanoTime.getAsLong() - each.since();
  }
}
