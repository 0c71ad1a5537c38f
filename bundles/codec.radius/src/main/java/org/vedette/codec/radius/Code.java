package org.vedette.codec.radius;

import org.jspecify.annotations.Nullable;

/** What a packet is (RFC 2865 section 3, RFC 2866, RFC 5176, RFC 5997, RFC 7930). */
public enum Code {
  /** A client asks to let a person in. */
  ACCESS_REQUEST(1),
  /** The person may come in. */
  ACCESS_ACCEPT(2),
  /** The person may not come in. */
  ACCESS_REJECT(3),
  /** A client reports the start, progress or end of a session. */
  ACCOUNTING_REQUEST(4),
  /** The report was taken. */
  ACCOUNTING_RESPONSE(5),
  /** One more answer is needed. */
  ACCESS_CHALLENGE(11),
  /** A client asks whether the server lives. */
  STATUS_SERVER(12),
  /** Reserved by RFC 2865. */
  STATUS_CLIENT(13),
  /** A server asks a client to end a session. */
  DISCONNECT_REQUEST(40),
  /** The session was ended. */
  DISCONNECT_ACK(41),
  /** The session was not ended. */
  DISCONNECT_NAK(42),
  /** A server asks a client to change a session. */
  COA_REQUEST(43),
  /** The session was changed. */
  COA_ACK(44),
  /** The session was not changed. */
  COA_NAK(45),
  /** A request was not looked at (RFC 7930). */
  PROTOCOL_ERROR(52);

  private static final Code[] BY_NUMBER = new Code[256];

  static {
    for (Code each : values()) {
      BY_NUMBER[each.number] = each;
    }
  }

  private final int number;

  Code(int number) {
    this.number = number;
  }

  /** Returns the number in the first octet of a packet. */
  public int number() {
    return number;
  }

  /** Returns the code with this number, or null for one that nobody assigned. */
  public static @Nullable Code of(int number) {
    return BY_NUMBER[number & 0xFF];
  }

  /**
   * Whether the request authenticator of such a packet is computed over the packet, as in
   * accounting (RFC 2866 section 3, RFC 5176 section 2.3), and not random.
   */
  boolean computesAuthenticator() {
    return this == ACCOUNTING_REQUEST || this == DISCONNECT_REQUEST || this == COA_REQUEST;
  }
}
