package org.vedette.gateway.sip.media;

import java.nio.ByteBuffer;

/**
 * Presses keys (RFC 4733): each for 160 ms, with a pause behind it; a comma is a second of silence.
 * Asked every 20 ms, by one thread.
 */
final class KeySender {
  private static final String KEYS = "0123456789*#";
  private static final int PRESS_TICKS = 8;
  private static final int GAP_TICKS = 6;
  private static final int PAUSE_TICKS = 50;

  /** 2.5.1.4: the end is sent three times. */
  private static final int ENDS = 3;

  private static final int VOLUME = 10;
  private static final int END = 0x80;

  private final String keys;
  private int index;
  private int tick;

  /** Will press these: digits, star, hash, comma; what else stands there is passed over. */
  KeySender(String keys) {
    this.keys = keys;
  }

  /**
   * A packet to send.
   *
   * @param first whether a key begins with it: marker bit, and a new time stamp for all of the key
   * @param samples how much of the key has been pressed
   */
  record Event(byte key, boolean first, boolean end, int samples) {
    void write(ByteBuffer into) {
      into.put(key);
      into.put((byte) ((end ? END : 0) | VOLUME));
      into.putShort((short) samples);
    }
  }

  /** Tells whether all was pressed. */
  boolean done() {
    return index >= keys.length();
  }

  /** Returns what is to be sent in these 20 ms; null for nothing. */
  @org.jspecify.annotations.Nullable
  Event next(int frame) {
    if (done()) {
      return null;
    }
    int key = KEYS.indexOf(keys.charAt(index));
    int now = tick++;
    if (key < 0) {
      advance(now, keys.charAt(index) == ',' ? PAUSE_TICKS : 1);
      return null;
    }
    advance(now, PRESS_TICKS + ENDS - 1 + GAP_TICKS);
    if (now >= PRESS_TICKS + ENDS - 1) {
      return null;
    }
    boolean end = now >= PRESS_TICKS - 1;
    return new Event((byte) key, now == 0, end, Math.min(now + 1, PRESS_TICKS) * frame);
  }

  private void advance(int now, int ticks) {
    if (now + 1 >= ticks) {
      index++;
      tick = 0;
    }
  }
}
