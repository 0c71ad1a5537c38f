package org.vedette.gateway.smpp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.Test;

public class Gsm7Test {
  private static String hex(char character) {
    return Gsm7.septets(character)
        .map(each -> java.util.HexFormat.of().formatHex(each))
        .orElse("none");
  }

  /** Some of each row of the tables in 3GPP TS 23.038 section 6.2.1 and 6.2.1.1. */
  @Test
  public void charactersHaveTheCodesOfTheTable() {
    String[][] table = {
      {"@", "00"},
      {"£", "01"},
      {"$", "02"},
      {"è", "04"},
      {"Ç", "09"},
      {"\n", "0a"},
      {"Ø", "0b"},
      {"\r", "0d"},
      {"å", "0f"},
      {"Δ", "10"},
      {"_", "11"},
      {"Φ", "12"},
      {"Ω", "15"},
      {"Ξ", "1a"},
      {"Æ", "1c"},
      {"ß", "1e"},
      {"É", "1f"},
      {" ", "20"},
      {"¤", "24"},
      {"0", "30"},
      {"?", "3f"},
      {"¡", "40"},
      {"A", "41"},
      {"Z", "5a"},
      {"Ä", "5b"},
      {"Ö", "5c"},
      {"Ñ", "5d"},
      {"Ü", "5e"},
      {"§", "5f"},
      {"¿", "60"},
      {"a", "61"},
      {"z", "7a"},
      {"ä", "7b"},
      {"ü", "7e"},
      {"à", "7f"},
      {"^", "1b14"},
      {"{", "1b28"},
      {"}", "1b29"},
      {"\\", "1b2f"},
      {"[", "1b3c"},
      {"~", "1b3d"},
      {"]", "1b3e"},
      {"|", "1b40"},
      {"€", "1b65"},
      {"\f", "1b0a"},
    };
    for (String[] row : table) {
      assertThat(hex(row[0].charAt(0))).as(row[0]).isEqualTo(row[1]);
    }
  }

  @Test
  public void othersHaveNone() {
    for (char each : "`çÀáíóúŁ\u001b\t–“”…я漢\ud83d\u0000".toCharArray()) {
      assertThat(hex(each)).as("U+%04X", (int) each).isEqualTo("none");
    }
  }

  @Test
  public void everyCharacterIsReadAsWhatItWas() {
    int count = 0;
    for (char each = 0; each < Character.MAX_VALUE; each++) {
      java.util.Optional<byte[]> written = Gsm7.septets(each);
      if (written.isPresent()) {
        count++;
        assertThat(Gsm7.read(written.get(), 0)).isEqualTo(String.valueOf(each));
      }
    }
    // 128 places without the escape, and 10 of the extension.
    assertThat(count).isEqualTo(137);
  }

  @Test
  public void whatTheExtensionLacksIsShownAllTheSame() {
    assertThat(Gsm7.read(new byte[] {0x1B, 0x41, 0x1B, 0x1B, 0x42, 0x1B}, 0)).isEqualTo("A B");
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      byte[] any = new byte[random.nextInt(40)];
      random.nextBytes(any);
      assertThat(Gsm7.read(any, 0).length()).isLessThanOrEqualTo(any.length);
    }
  }
}
