package org.vedette.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;

public class CryptoTest {
  private static final HexFormat HEX = HexFormat.of();

  /** Test case 16 of "The Galois/Counter Mode of Operation" (McGrew and Viega). */
  @Test
  public void sealsAsTheGcmVectorSays() {
    byte[] key = HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    byte[] nonce = HEX.parseHex("cafebabefacedbaddecaf888");
    byte[] associated = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    byte[] plain =
        HEX.parseHex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    String expected =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
            + "76fc6ece0f4e1768cddf8853bb2d551b";
    AesGcm aes = new AesGcm();
    SecretKey secret = new SecretKeySpec(key, "AES");
    byte[] sealed = aes.encrypt(secret, nonce, associated, plain);
    assertThat(HEX.formatHex(sealed)).isEqualTo(HEX.formatHex(nonce) + expected);
    assertThat(aes.decrypt(secret, associated, sealed, 0).orElseThrow()).isEqualTo(plain);
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThat(aes.decrypt(secret, associated, altered, 0)).as("byte %s", i).isEmpty();
    }
    assertThat(aes.decrypt(secret, associated, Arrays.copyOf(sealed, 20), 0)).isEmpty();
  }

  /** RFC 5869, appendix A.3; no salt is the same as 32 zero bytes. */
  @Test
  public void derivesAsRfc5869Says() {
    byte[] input = new byte[22];
    Arrays.fill(input, (byte) 0x0b);
    SecretKey derived = Hmac.derive(new SecretKeySpec(input, "HmacSHA256"), new byte[32], "");
    assertThat(HEX.formatHex(derived.getEncoded()))
        .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
  }

  /** From the tests of the reference implementation of Argon2. */
  @Test
  public void hashesAsTheReferenceImplementationOfArgon2() {
    byte[] salt = "somesalt".getBytes(StandardCharsets.US_ASCII);
    byte[] password = "password".getBytes(StandardCharsets.US_ASCII);
    byte[] hash = new Argon2Cost(256, 2, 1).hash(password, salt, 32);
    assertThat(new PhcString(new Argon2Cost(256, 2, 1), salt, hash))
        .hasToString(
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");
    assertThat(HEX.formatHex(new Argon2Cost(256, 2, 2).hash(password, salt, 32)))
        .isEqualTo("6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037");
  }
}
