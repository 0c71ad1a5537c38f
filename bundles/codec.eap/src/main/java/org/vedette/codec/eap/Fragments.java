package org.vedette.codec.eap;

import java.util.Arrays;
import java.util.OptionalInt;

/** Cuts one message into fragments that fit the path. For one thread. */
public final class Fragments {
  private final byte[] message;
  private final int size;
  private final int version;
  private int sent;

  /**
   * Cuts a message.
   *
   * @param size most TLS octets of a fragment; 1 or more
   * @param version of the method
   */
  public Fragments(byte[] message, int size, int version) {
    if (size < 1) {
      throw new IllegalArgumentException("a fragment has at least one octet");
    }
    this.message = message;
    this.size = size;
    this.version = version;
  }

  /** Whether there are fragments that were not taken yet. */
  public boolean hasNext() {
    return sent < message.length;
  }

  /** Takes the next one; the first of several names the length of all (RFC 5216 section 3.1). */
  public TlsFragment next() {
    int to = Math.min(message.length, sent + size);
    TlsFragment next =
        new TlsFragment(
            false,
            to < message.length,
            version,
            sent == 0 && to < message.length ? OptionalInt.of(message.length) : OptionalInt.empty(),
            Arrays.copyOfRange(message, sent, to));
    sent = to;
    return next;
  }
}
