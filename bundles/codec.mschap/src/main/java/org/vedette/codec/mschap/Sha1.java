package org.vedette.codec.mschap;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-1, which every Java offers. */
final class Sha1 {
  private Sha1() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("MS-CHAPv2 needs SHA-1", missing);
    }
  }
}
