package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

public class SaltedTest {
  private static final String TEXT = "a secret of some length";
  private static final SharedSecret SECRET = SharedSecret.of(TEXT);
  private static final byte[] AUTHENTICATOR = "0123456789abcdef".getBytes(UTF_8);

  @Test
  public void everyLengthComesBack() {
    for (int length = 0; length <= Salted.MAX_LENGTH; length++) {
      byte[] clear = new byte[length];
      new Random(length).nextBytes(clear);
      byte[] hidden = Salted.hide(clear, length * 77, SECRET, AUTHENTICATOR);

      assertThat((hidden.length - 2) % 16).isZero();
      assertThat(hidden[0] & 0x80).isEqualTo(0x80);
      assertThat(Salted.reveal(hidden, SECRET, AUTHENTICATOR)).contains(clear);
    }
    assertThatThrownBy(() -> Salted.hide(new byte[240], 0, SECRET, AUTHENTICATOR))
        .hasMessageContaining("239");
  }

  /** The steps of RFC 2548 section 2.4.2, written out for a key of 16 octets. */
  @Test
  public void followsTheStepsOfTheRfc() throws Exception {
    byte[] key = "sixteen octets!!".getBytes(UTF_8);
    byte[] hidden = Salted.hide(key, 0x1234, SECRET, AUTHENTICATOR);

    byte[] salt = {(byte) 0x92, 0x34};
    byte[] plain = new byte[32];
    plain[0] = 16;
    System.arraycopy(key, 0, plain, 1, 16);
    byte[] first = xor(plain, 0, md5(TEXT.getBytes(UTF_8), AUTHENTICATOR, salt));
    byte[] second = xor(plain, 16, md5(TEXT.getBytes(UTF_8), first));

    assertThat(Arrays.copyOf(hidden, 2)).isEqualTo(salt);
    assertThat(Arrays.copyOfRange(hidden, 2, 18)).isEqualTo(first);
    assertThat(Arrays.copyOfRange(hidden, 18, 34)).isEqualTo(second);
  }

  @Test
  public void whatIsNoneIsEmpty() {
    assertThat(Salted.reveal(new byte[0], SECRET, AUTHENTICATOR)).isEmpty();
    assertThat(Salted.reveal(new byte[2], SECRET, AUTHENTICATOR)).isEmpty();
    assertThat(Salted.reveal(new byte[17], SECRET, AUTHENTICATOR)).isEmpty();
    byte[] hidden = Salted.hide(new byte[16], 1, SECRET, AUTHENTICATOR);
    hidden[2] ^= (byte) 0x80;
    assertThat(Salted.reveal(hidden, SECRET, AUTHENTICATOR)).isEmpty();
  }

  private static byte[] md5(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    for (byte[] each : parts) {
      digest.update(each);
    }
    return digest.digest();
  }

  private static byte[] xor(byte[] plain, int from, byte[] mask) {
    byte[] result = new byte[16];
    for (int index = 0; index < 16; index++) {
      result[index] = (byte) (plain[from + index] ^ mask[index]);
    }
    return result;
  }
}
