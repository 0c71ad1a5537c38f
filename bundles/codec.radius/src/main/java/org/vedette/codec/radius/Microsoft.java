package org.vedette.codec.radius;

/** Attributes of Microsoft (RFC 2548). */
public final class Microsoft {
  /** Private enterprise number. */
  public static final int VENDOR = 311;

  /** Section 2.1.3. */
  public static final int MS_CHAP_RESPONSE = 1;

  /** Section 2.1.5. */
  public static final int MS_CHAP_ERROR = 2;

  /** Section 2.4.4: whether encryption is allowed (1) or required (2). */
  public static final int MS_MPPE_ENCRYPTION_POLICY = 7;

  /** Section 2.4.5. */
  public static final int MS_MPPE_ENCRYPTION_TYPES = 8;

  /** Section 2.1.2. */
  public static final int MS_CHAP_CHALLENGE = 11;

  /** Section 2.4.2. */
  public static final int MS_MPPE_SEND_KEY = 16;

  /** Section 2.4.3. */
  public static final int MS_MPPE_RECV_KEY = 17;

  /** Section 2.3.2. */
  public static final int MS_CHAP2_RESPONSE = 25;

  /** Section 2.3.3. */
  public static final int MS_CHAP2_SUCCESS = 26;

  private Microsoft() {}

  /** Packs one. */
  public static Attribute attribute(int type, byte[] value) {
    return new VendorAttribute(VENDOR, type, value).pack(VendorFormat.STANDARD);
  }
}
