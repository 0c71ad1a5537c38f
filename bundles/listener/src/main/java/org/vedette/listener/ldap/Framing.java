package org.vedette.listener.ldap;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * Finds the messages in a stream of octets: each is a SEQUENCE of definite length (RFC 4511 section
 * 5.1). Keeps at most one message, and room for little more than has come of it. For one thread.
 */
public final class Framing {
  private static final int SEQUENCE = 0x30;
  private static final int LONG_FORM = 0x80;
  private static final int MOST_LENGTH_OCTETS = 4;
  private static final int FIRST_ROOM = 2048;

  /** Takes messages. */
  @FunctionalInterface
  public interface Taker {
    /** Takes a whole message; false: nothing more is wanted now. */
    boolean take(byte[] message) throws BrokenException;
  }

  private final IntSupplier most;
  private byte[] room = new byte[0];
  private int have;

  /** Length of the message that has begun, its header included; 0 while the header is not whole. */
  private int length;

  /**
   * Begins.
   *
   * @param most octets of a message, asked for each
   */
  public Framing(IntSupplier most) {
    this.most = most;
  }

  /**
   * Takes octets, and hands on each message that is whole.
   *
   * @throws BrokenException when there is none, or one is too long
   */
  public void take(ByteBuffer octets, Taker taker) throws BrokenException {
    while (octets.hasRemaining()) {
      if (length == 0) {
        grow(have + 1);
        room[have++] = octets.get();
        length = header();
        continue;
      }
      int more = Math.min(length - have, octets.remaining());
      grow(have + more);
      octets.get(room, have, more);
      have += more;
      if (have == length) {
        byte[] whole = room.length == length ? room : Arrays.copyOf(room, length);
        room = new byte[0];
        have = 0;
        length = 0;
        if (!taker.take(whole)) {
          return;
        }
      }
    }
  }

  /** Tells whether a message has begun that is not whole yet. */
  public boolean begun() {
    return have > 0;
  }

  /** Returns the length of the message once its header is whole, 0 before. */
  private int header() throws BrokenException {
    if (room[0] != SEQUENCE) {
      throw new BrokenException("a message does not begin with a sequence");
    }
    if (have == 1) {
      return 0;
    }
    int first = room[1] & 0xFF;
    int octets = first < LONG_FORM ? 0 : first - LONG_FORM;
    if (first == LONG_FORM || octets > MOST_LENGTH_OCTETS) {
      throw new BrokenException("the length of a message is not definite, or far too large");
    }
    if (have < 2 + octets) {
      return 0;
    }
    long content = octets == 0 ? first : 0;
    for (int index = 0; index < octets; index++) {
      content = content << 8 | room[2 + index] & 0xFF;
    }
    long whole = 2 + octets + content;
    if (content == 0 || whole > most.getAsInt()) {
      throw new BrokenException("a message of " + whole + " octets, not up to " + most.getAsInt());
    }
    return (int) whole;
  }

  private void grow(int wanted) {
    if (room.length < wanted) {
      int next = Math.max(wanted, Math.max(FIRST_ROOM, 2 * room.length));
      room = Arrays.copyOf(room, length == 0 ? next : Math.min(length, next));
    }
  }
}
