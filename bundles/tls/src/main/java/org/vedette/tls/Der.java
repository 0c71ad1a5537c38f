package org.vedette.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** The little of DER (X.690) that turns older forms of keys into PKCS#8. */
final class Der {
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int NULL = 0x05;
  private static final int OID = 0x06;
  private static final int SEQUENCE = 0x30;
  private static final int CURVE = 0xA0;

  private static final byte[] VERSION_0 = {INTEGER, 1, 0};
  private static final byte[] RSA =
      join(
          new byte[] {OID, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1},
          new byte[] {NULL, 0});
  private static final byte[] EC = {OID, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

  private Der() {}

  /** Wraps an RSAPrivateKey (RFC 8017 A.1.2) as PKCS#8 (RFC 5208 section 5). */
  static byte[] ofRsa(byte[] pkcs1) {
    return pkcs8(RSA, pkcs1);
  }

  /** Wraps an ECPrivateKey (RFC 5915 section 3) that names its curve; empty when it does not. */
  static Optional<byte[]> ofEc(byte[] sec1) {
    return curve(sec1).map(curve -> pkcs8(join(EC, curve), sec1));
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE, join(VERSION_0, join(element(SEQUENCE, algorithm), element(OCTET_STRING, key))));
  }

  private static Optional<byte[]> curve(byte[] sec1) {
    int at = start(sec1, 0);
    while (at >= 0 && at < sec1.length) {
      int from = start(sec1, at);
      int to = from < 0 ? -1 : from + length(sec1, at);
      if (to < from || to > sec1.length) {
        return Optional.empty();
      }
      if ((sec1[at] & 0xFF) == CURVE) {
        byte[] named = Arrays.copyOfRange(sec1, from, to);
        return named.length > 2 && named[0] == OID ? Optional.of(named) : Optional.empty();
      }
      at = to;
    }
    return Optional.empty();
  }

  /** Returns where the content of the element at {@code at} begins; -1 beyond the end. */
  private static int start(byte[] der, int at) {
    if (at + 2 > der.length) {
      return -1;
    }
    int first = der[at + 1] & 0xFF;
    int from = first < 0x80 ? at + 2 : at + 2 + (first & 0x7F);
    return from <= der.length ? from : -1;
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int index = 0; index < (first & 0x7F); index++) {
      length = (length << 8) | (der[at + 2 + index] & 0xFF);
    }
    return length;
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else if (content.length < 0x10000) {
      out.write(0x82);
      out.write(content.length >>> 8);
      out.write(content.length);
    } else {
      out.write(0x83);
      out.write(content.length >>> 16);
      out.write(content.length >>> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
