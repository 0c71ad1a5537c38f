package org.vedette.codec.radius;

/**
 * How a vendor lays its attributes out (RFC 2865 section 5.26 recommends one octet each).
 *
 * @param typeOctets octets of the type: 1, 2 or 4
 * @param lengthOctets octets of the length: 0, 1 or 2; 0 when one attribute fills the rest
 */
public record VendorFormat(int typeOctets, int lengthOctets) {
  /** What RFC 2865 recommends and nearly all vendors do. */
  public static final VendorFormat STANDARD = new VendorFormat(1, 1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException for a layout that no vendor has
   */
  public VendorFormat {
    boolean typeKnown = typeOctets == 1 || typeOctets == 2 || typeOctets == 4;
    if (!typeKnown || lengthOctets < 0 || lengthOctets > 2) {
      throw new IllegalArgumentException(
          "a vendor format is 1, 2 or 4 and 0, 1 or 2, not " + typeOctets + "," + lengthOctets);
    }
  }

  int header() {
    return typeOctets + lengthOctets;
  }
}
