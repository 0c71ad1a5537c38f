package org.vedette.method.held;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.Secret;

/** What a phone signs: the decision and the number of the prompt, by HMAC-SHA-256. */
final class Signature {
  static final String APPROVE = "approve";
  static final String DECLINE = "decline";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** Returns the signature in hexadecimal digits. */
  static Secret of(Secret key, String decision, byte[] number) {
    byte[] bytes = key.bytes();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      mac.update(decision.getBytes(StandardCharsets.US_ASCII));
      return Secret.of(HexFormat.of().formatHex(mac.doFinal(number)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
