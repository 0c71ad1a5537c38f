package org.vedette.codec.eap;

/** Numbers of EAP types that are used here (RFC 3748 section 5 and IANA's registry). */
public final class EapType {
  /** Who the peer is. */
  public static final int IDENTITY = 1;

  /** A text for the person. */
  public static final int NOTIFICATION = 2;

  /** The peer wants another method. */
  public static final int NAK = 3;

  /** A question and a typed answer. */
  public static final int GTC = 6;

  /** A TLS tunnel in which attributes travel (RFC 5281). */
  public static final int TTLS = 21;

  /** A TLS tunnel in which EAP travels. */
  public static final int PEAP = 25;

  /** MS-CHAPv2 as an EAP method. */
  public static final int MSCHAPV2 = 26;

  /** Results in the tunnel of PEAP. */
  public static final int TLV = 33;

  private EapType() {}
}
