package org.vedette.method.oath;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.Test;

public class Base32Test {
  /** RFC 4648, section 10. */
  @Test
  public void followsTheVectorsOfTheRfc() throws Exception {
    String[][] vectors = {
      {"", ""},
      {"f", "MY======"},
      {"fo", "MZXQ===="},
      {"foo", "MZXW6==="},
      {"foob", "MZXW6YQ="},
      {"fooba", "MZXW6YTB"},
      {"foobar", "MZXW6YTBOI======"}
    };
    for (String[] vector : vectors) {
      byte[] plain = vector[0].getBytes(US_ASCII);
      assertThat(Base32.decode(vector[1])).isEqualTo(plain);
      assertThat(Base32.encode(plain)).isEqualTo(vector[1].replace("=", ""));
    }
  }

  @Test
  public void readsWhatPeopleWrite() throws Exception {
    assertThat(Base32.decode("mzxw 6ytb-oi")).isEqualTo("foobar".getBytes(US_ASCII));
  }

  @Test
  public void namesTheBadCharacterAndItsPlace() {
    assertThatThrownBy(() -> Base32.decode("MZ1W6YTB"))
        .isInstanceOf(MalformedTextException.class)
        .hasMessageContaining("'1' at position 3");
    assertThatThrownBy(() -> Base32.decode("MZXQ====MZ")).hasMessageContaining("'M' at position 9");
    assertThatThrownBy(() -> Base32.decode("MZX\u0131"))
        .hasMessageContaining("U+0131 at position 4");
    assertThatThrownBy(() -> Base32.decode("MZX")).hasMessageContaining("3 letters");
  }

  @Test
  public void readsBackWhatItWrote() throws Exception {
    Random random = new Random(4648);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(70)];
      random.nextBytes(bytes);
      assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  public void refusesRandomTextOnlyInItsOwnWay() {
    Random random = new Random(6);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        text.append((char) random.nextInt(300));
      }
      try {
        assertThat(Base32.decode(text)).hasSizeLessThanOrEqualTo(text.length());
      } catch (MalformedTextException expected) {
        assertThat(expected).hasMessageMatching("(?s).*(position|letters).*");
      }
    }
  }

  @Test
  public void tellsHexadecimalFromBase32() throws Exception {
    byte[] twenty = new byte[20];
    new Random(20).nextBytes(twenty);
    String hex = java.util.HexFormat.of().formatHex(twenty);
    assertThat(SecretText.decode(hex)).isEqualTo(twenty);
    assertThat(SecretText.decode("hex:" + hex)).isEqualTo(twenty);
    assertThat(SecretText.decode(Base32.encode(twenty))).isEqualTo(twenty);
    assertThat(SecretText.decode("base32:AAAAAAAA")).isEqualTo(new byte[5]);
    assertThatThrownBy(() -> SecretText.decode("hex:00zz"))
        .hasMessageContaining("'z' at position 3");
    assertThatThrownBy(() -> SecretText.decode("hex:001")).hasMessageContaining("3 hexadecimal");
  }
}
