package org.vedette.radsec;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.vedette.codec.radius.Packet;
import org.vedette.listener.Outlet;

/** Packets that wait to be sent by one connection: as many as can be asked for. Thread-safe. */
final class Outgoing implements Outlet {
  static final int MOST_BYTES = Outstanding.MOST_PENDING * Packet.MAX_LENGTH;

  private final Queue<byte[]> packets = new ArrayDeque<>();
  private int bytes;
  private boolean closed;

  /** Adds a packet; false when there is no room for it. After the end it is dropped. */
  synchronized boolean add(byte[] packet) {
    if (closed) {
      return true;
    }
    if (bytes + packet.length > MOST_BYTES) {
      return false;
    }
    bytes += packet.length;
    packets.add(packet);
    return true;
  }

  @Override
  public synchronized byte @Nullable [] poll() {
    byte[] next = packets.poll();
    bytes -= next == null ? 0 : next.length;
    return next;
  }

  /** Tells whether nothing waits. */
  synchronized boolean isEmpty() {
    return packets.isEmpty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    packets.clear();
    bytes = 0;
  }
}
