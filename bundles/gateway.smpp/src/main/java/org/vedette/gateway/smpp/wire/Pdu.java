package org.vedette.gateway.smpp.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What is said over a connection: one request or answer (SMPP 3.4 section 3.2). It may hold text,
 * number or password: it is not for a log.
 */
public final class Pdu {
  /** Octets of the part that all have. */
  static final int HEADER = 16;

  /**
   * Longest that is read. A text of 64 KiB fits (SMPP 3.4 section 5.3.2.32), although none that is
   * awaited is a tenth of it.
   */
  static final int MOST_OCTETS = 70_000;

  private static final int ANSWER = 0x80000000;

  private final byte[] octets;
  private final ByteBuffer header;

  private Pdu(byte[] octets) {
    this.octets = octets;
    this.header = ByteBuffer.wrap(octets);
  }

  /** What the other side says is no SMPP. */
  public static final class NoPduException extends IOException {
    private static final long serialVersionUID = 1L;

    NoPduException() {
      super("what it says is no SMPP");
    }
  }

  /** Takes one that is whole; empty where its length is not what it says. */
  public static Optional<Pdu> of(byte[] octets) {
    boolean whole = octets.length >= HEADER && ByteBuffer.wrap(octets).getInt(0) == octets.length;
    return whole ? Optional.of(new Pdu(octets)) : Optional.empty();
  }

  /**
   * Reads the next, however long it takes.
   *
   * @throws NoPduException when its length cannot be
   * @throws EOFException when the connection has ended
   */
  static Pdu read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < HEADER || length > MOST_OCTETS) {
      throw new NoPduException();
    }
    byte[] octets = new byte[length];
    ByteBuffer.wrap(octets).putInt(length);
    in.readFully(octets, Integer.BYTES, length - Integer.BYTES);
    return new Pdu(octets);
  }

  /** Returns what it is (SMPP 3.4 section 5.1.2.1). */
  public int command() {
    return header.getInt(4);
  }

  /** Tells whether it answers a request. */
  public boolean answers() {
    return (command() & ANSWER) != 0;
  }

  /** Returns how a request went (SMPP 3.4 section 5.1.3). */
  public int status() {
    return header.getInt(8);
  }

  /** Returns the number that a request and its answer share. */
  public int sequence() {
    return header.getInt(12);
  }

  byte[] octets() {
    return octets;
  }

  @Override
  public String toString() {
    return "Pdu[" + Integer.toHexString(command()) + "]";
  }
}
