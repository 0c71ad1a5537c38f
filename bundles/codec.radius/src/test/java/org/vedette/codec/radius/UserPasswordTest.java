package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Random;
import org.junit.Test;

public class UserPasswordTest {
  private static final SharedSecret SECRET = SharedSecret.of("a secret of some length");
  private static final byte[] AUTHENTICATOR = "0123456789abcdef".getBytes(UTF_8);

  @Test
  public void everyLengthComesBack() {
    for (int length = 0; length <= 128; length++) {
      String password = "p".repeat(length);
      byte[] hidden = hide(password.getBytes(UTF_8));

      assertThat(hidden.length % 16).isZero();
      assertThat(reveal(hidden, UTF_8)).as("length %d", length).isEqualTo(password);
    }
    assertThatThrownBy(() -> hide(new byte[129])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void anotherSecretIsGarbledNearlyAlways() {
    Random random = new Random(7);
    int garbled = 0;
    for (int round = 0; round < 1000; round++) {
      byte[] authenticator = new byte[16];
      random.nextBytes(authenticator);
      byte[] hidden = UserPassword.hide("correct horse".getBytes(UTF_8), SECRET, authenticator);
      garbled +=
          UserPassword.reveal(hidden, SharedSecret.of("another"), authenticator, UTF_8)
              .match(clear -> 0, wrong -> 1);
    }
    assertThat(garbled).isGreaterThan(990);
  }

  @Test
  public void refusesWhatIsNoText() {
    assertThat(reveal(hide(new byte[] {'a', 0, 'b'}), UTF_8))
        .isEqualTo("! octets after the padding of the password");
    assertThat(reveal(hide(new byte[] {'a', 7}), UTF_8)).isEqualTo("! password is no text");
    assertThat(reveal(hide(new byte[] {'a', 127}), UTF_8)).isEqualTo("! password is no text");
    assertThat(reveal(hide(new byte[] {'a', (byte) 0xE4}), UTF_8))
        .isEqualTo("! password is no text");
    String wrongLength = "! password not of 16 to 128 octets in blocks of 16";
    assertThat(reveal(new byte[15], UTF_8)).isEqualTo(wrongLength);
    assertThat(reveal(new byte[0], UTF_8)).isEqualTo(wrongLength);
    assertThat(reveal(new byte[144], UTF_8)).isEqualTo(wrongLength);
  }

  @Test
  public void fallsBackToTheCharsetOfTheClient() {
    assertThat(reveal(hide("käse".getBytes(ISO_8859_1)), ISO_8859_1)).isEqualTo("käse");
    assertThat(reveal(hide("käse".getBytes(UTF_8)), ISO_8859_1)).isEqualTo("käse");
    assertThat(reveal(hide(new byte[] {'a', (byte) 0x85}), ISO_8859_1))
        .isEqualTo("! password is no text");
  }

  private static byte[] hide(byte[] password) {
    return UserPassword.hide(password, SECRET, AUTHENTICATOR);
  }

  private static String reveal(byte[] hidden, Charset fallback) {
    return UserPassword.reveal(hidden, SECRET, AUTHENTICATOR, fallback)
        .match(clear -> new String(clear.utf8(), UTF_8), garbled -> "! " + garbled.why());
  }
}
