package org.vedette.gateway.smpp.wire;

/** What one request sends. It holds the text: it is not for a log. */
public final class Content {
  private final byte[] octets;
  private final int dataCoding;
  private final boolean headed;
  private final boolean payload;
  private final boolean last;

  private Content(byte[] octets, int dataCoding, boolean headed, boolean payload, boolean last) {
    this.octets = octets;
    this.dataCoding = dataCoding;
    this.headed = headed;
    this.payload = payload;
    this.last = last;
  }

  /**
   * A part of a text, or the whole.
   *
   * @param headed whether a header stands before the text
   * @param last whether no other part follows
   */
  public static Content part(byte[] octets, int dataCoding, boolean headed, boolean last) {
    return new Content(octets, dataCoding, headed, false, last);
  }

  /** A text that the centre splits itself. */
  public static Content payload(byte[] octets, int dataCoding) {
    return new Content(octets, dataCoding, false, true, true);
  }

  byte[] octets() {
    return octets;
  }

  int dataCoding() {
    return dataCoding;
  }

  boolean headed() {
    return headed;
  }

  boolean isPayload() {
    return payload;
  }

  boolean last() {
    return last;
  }
}
