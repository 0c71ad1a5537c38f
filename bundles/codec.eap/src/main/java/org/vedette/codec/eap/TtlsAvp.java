package org.vedette.codec.eap;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An attribute in the tunnel of EAP-TTLS, in Diameter's form (RFC 5281 section 10.1).
 *
 * @param code number of the attribute; those of RADIUS below 256
 * @param vendor SMI number of the vendor; 0 for none
 * @param mandatory whether who does not know it must refuse
 * @param data its value
 */
public record TtlsAvp(long code, long vendor, boolean mandatory, byte[] data) {
  /** The name. */
  public static final int USER_NAME = 1;

  /** The password in clear. */
  public static final int USER_PASSWORD = 2;

  /** EAP in the tunnel, which is not served. */
  public static final int EAP_MESSAGE = 79;

  /** Most attributes of one message. */
  public static final int MOST = 64;

  private static final int VENDOR = 0x80;
  private static final int MANDATORY = 0x40;
  private static final int HEADER = 8;

  /** Reads all attributes of a message; empty when it holds anything else, or too many. */
  public static Optional<List<TtlsAvp>> decode(byte[] octets) {
    List<TtlsAvp> found = new ArrayList<>();
    int at = 0;
    while (at < octets.length) {
      if (octets.length - at < HEADER || found.size() == MOST) {
        return Optional.empty();
      }
      int flags = octets[at + 4] & 0xFF;
      int header = (flags & VENDOR) == 0 ? HEADER : HEADER + 4;
      int length =
          (octets[at + 5] & 0xFF) << 16 | (octets[at + 6] & 0xFF) << 8 | octets[at + 7] & 0xFF;
      if (length < header || length > octets.length - at) {
        return Optional.empty();
      }
      found.add(
          new TtlsAvp(
              number(octets, at),
              header == HEADER ? 0 : number(octets, at + HEADER),
              (flags & MANDATORY) != 0,
              Arrays.copyOfRange(octets, at + header, at + length)));
      // RFC 5281 section 10.2: padded to four octets; the last one of a message often is not.
      at += length + (4 - length % 4) % 4;
    }
    return Optional.of(found);
  }

  /** Writes attributes one after the other. */
  public static byte[] encode(List<TtlsAvp> avps) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (TtlsAvp each : avps) {
      int header = each.vendor == 0 ? HEADER : HEADER + 4;
      int length = header + each.data.length;
      put(out, each.code, 4);
      out.write((each.vendor == 0 ? 0 : VENDOR) | (each.mandatory ? MANDATORY : 0));
      put(out, length, 3);
      if (each.vendor != 0) {
        put(out, each.vendor, 4);
      }
      out.writeBytes(each.data);
      out.writeBytes(new byte[(4 - length % 4) % 4]);
    }
    return out.toByteArray();
  }

  /** Finds the first attribute of no vendor with this code. */
  public static Optional<byte[]> first(List<TtlsAvp> avps, int code) {
    return avps.stream()
        .filter(each -> each.vendor == 0 && each.code == code)
        .map(TtlsAvp::data)
        .findFirst();
  }

  private static long number(byte[] octets, int at) {
    return (octets[at] & 0xFFL) << 24
        | (octets[at + 1] & 0xFF) << 16
        | (octets[at + 2] & 0xFF) << 8
        | octets[at + 3] & 0xFF;
  }

  private static void put(ByteArrayOutputStream out, long value, int octets) {
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }

  /** The data may be secret. */
  @Override
  public String toString() {
    return "TtlsAvp[code=" + code + ", vendor=" + vendor + ", octets=" + data.length + "]";
  }
}
