package org.vedette.gateway.smpp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class PartsTest {
  private static final String FACE = "😀";

  private static int count(String text, Alphabet alphabet) {
    return Parts.of(text, alphabet).map(parts -> parts.octets().size()).orElse(0);
  }

  private static String read(Parts parts) {
    return Received.text(parts.joined(), 0, parts.dataCoding(), Alphabet.GSM).orElseThrow();
  }

  @Test
  public void partsAreAsLongAsTheyCanBe() {
    Object[][] table = {
      {"a".repeat(160), 1},
      {"a".repeat(161), 2},
      {"a".repeat(2 * 153), 2},
      {"a".repeat(2 * 153 + 1), 3},
      {"a".repeat(6 * 153), 6},
      {"a".repeat(6 * 153 + 1), 0},
      {"€".repeat(80), 1},
      {"€".repeat(81), 2},
      {"a" + "€".repeat(79), 1},
      {"ж".repeat(70), 1},
      {"ж".repeat(71), 2},
      {"ж".repeat(2 * 67), 2},
      {"ж".repeat(2 * 67 + 1), 3},
      {"ж".repeat(6 * 67), 6},
      {"ж".repeat(6 * 67 + 1), 0},
      {FACE.repeat(35), 1},
      {FACE.repeat(36), 2},
      {"a".repeat(100) + "ç", 2},
    };
    for (Object[] row : table) {
      String text = (String) row[0];
      assertThat(count(text, Alphabet.GSM))
          .as(text.length() + " times " + text.charAt(0))
          .isEqualTo(row[1]);
    }
  }

  @Test
  public void theAlphabetIsTheSmallestThatFits() {
    assertThat(Parts.of("Code: 12 [€]", Alphabet.GSM).orElseThrow().dataCoding()).isZero();
    assertThat(Parts.of("Kód: 12", Alphabet.GSM).orElseThrow().dataCoding()).isEqualTo(8);
    assertThat(Parts.of("Code", Alphabet.UCS2).orElseThrow().dataCoding()).isEqualTo(8);
    Parts latin = Parts.of("für [1]", Alphabet.LATIN1).orElseThrow();
    assertThat(latin.dataCoding()).isZero();
    assertThat(latin.joined()).isEqualTo("für [1]".getBytes(StandardCharsets.ISO_8859_1));
    // The centre turns brackets into two septets each.
    assertThat(count("[".repeat(80), Alphabet.LATIN1)).isEqualTo(1);
    assertThat(count("[".repeat(81), Alphabet.LATIN1)).isEqualTo(2);
    assertThat(Parts.of("1 €", Alphabet.LATIN1).orElseThrow().dataCoding()).isEqualTo(8);
  }

  @Test
  public void noEscapeAndNoPairIsSplit() {
    Parts escaped = Parts.of("a" + "€".repeat(100), Alphabet.GSM).orElseThrow();
    assertThat(escaped.octets().get(0)).hasSize(153).endsWith(0x1B, 0x65);
    Parts odd = Parts.of("€".repeat(100), Alphabet.GSM).orElseThrow();
    assertThat(odd.octets().get(0)).hasSize(152).endsWith(0x1B, 0x65);
    Parts faces = Parts.of(FACE.repeat(40), Alphabet.GSM).orElseThrow();
    assertThat(faces.octets().get(0)).hasSize(132);
    assertThat(new String(faces.octets().get(0), StandardCharsets.UTF_16BE))
        .isEqualTo(FACE.repeat(33));
  }

  @Test
  public void anyTextIsWholeAgainWhenItIsJoined() {
    Random random = new Random(11);
    List<String> some = List.of("a", "€", "ä", "[", "ж", FACE, "1", " ");
    for (int i = 0; i < 2000; i++) {
      int kinds = 1 + random.nextInt(some.size());
      StringBuilder text = new StringBuilder("x");
      for (int left = random.nextInt(400); left > 0; left--) {
        text.append(some.get(random.nextInt(kinds)));
      }
      Optional<Parts> parts = Parts.of(text.toString(), Alphabet.GSM);
      parts.ifPresent(
          each -> {
            assertThat(read(each)).isEqualTo(text.toString());
            int most = each.octets().size() == 1 ? 160 : 153;
            assertThat(each.octets()).allMatch(part -> part.length <= most);
          });
      assertThat(parts.isPresent() || text.length() > 200).isTrue();
    }
  }

  @Test
  public void headersSayHowPartsBelongTogether() {
    Parts parts = Parts.of("a".repeat(400), Alphabet.GSM).orElseThrow();
    List<byte[]> sent = parts.withHeaders(0xC7);
    assertThat(sent).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(sent.get(i)).startsWith(5, 0, 3, 0xC7, 3, i + 1);
      assertThat(Header.read(sent.get(i)).orElseThrow())
          .isEqualTo(new Header(6, Header.Part.of(0xC7, 3, i + 1)));
    }
    assertThat(Parts.of("short", Alphabet.GSM).orElseThrow().withHeaders(1).get(0))
        .isEqualTo("short".getBytes(StandardCharsets.US_ASCII));
  }
}
