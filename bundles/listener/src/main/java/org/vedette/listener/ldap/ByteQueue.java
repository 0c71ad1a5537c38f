package org.vedette.listener.ldap;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.vedette.listener.Outlet;

/**
 * Messages that wait to be sent by one connection. Takes all, and says when there are too many and
 * when there are few again, so that the other side is read no faster than this one reads. For one
 * thread.
 */
final class ByteQueue implements Outlet {
  /** Octets that may wait to be sent before nothing more is read from the other side. */
  private static final int MOST = 256 << 10;

  private final Queue<byte[]> messages = new ArrayDeque<>();
  private final Runnable few;
  private int bytes;
  private boolean full;
  private boolean closed;

  /**
   * Begins empty.
   *
   * @param few told when few wait, after {@link #isFull} was true; must not send at once
   */
  ByteQueue(Runnable few) {
    this.few = few;
  }

  /** Adds a message. After the end it is dropped. */
  void add(byte[] message) {
    if (!closed) {
      messages.add(message);
      bytes += message.length;
      full |= bytes > MOST;
    }
  }

  /** Whether nothing more should be added for now. */
  boolean isFull() {
    return full;
  }

  /** How many octets wait. */
  int bytes() {
    return bytes;
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return messages.isEmpty();
  }

  @Override
  public byte @Nullable [] poll() {
    byte[] next = messages.poll();
    bytes -= next == null ? 0 : next.length;
    if (full && bytes < MOST / 2) {
      full = false;
      few.run();
    }
    return next;
  }

  @Override
  public void close() {
    closed = true;
    messages.clear();
    bytes = 0;
  }
}
