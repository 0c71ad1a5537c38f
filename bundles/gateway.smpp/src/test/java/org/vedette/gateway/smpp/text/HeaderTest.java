package org.vedette.gateway.smpp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import org.vedette.gateway.smpp.text.Header.Part;

public class HeaderTest {
  private static byte[] octets(int... values) {
    byte[] octets = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      octets[i] = (byte) values[i];
    }
    return octets;
  }

  @Test
  public void bothKindsOfReferencesAreRead() {
    assertThat(Header.read(octets(5, 0, 3, 0xAA, 2, 1, 'x')))
        .contains(new Header(6, Part.of(0xAA, 2, 1)));
    assertThat(Header.read(octets(6, 8, 4, 0x12, 0x34, 3, 2, 'x')))
        .contains(new Header(7, Part.of(0x1234, 3, 2)));
    // Ports (section 9.2.3.24.4) stand before it.
    assertThat(Header.read(octets(11, 5, 4, 1, 2, 3, 4, 0, 3, 7, 2, 2)))
        .contains(new Header(12, Part.of(7, 2, 2)));
  }

  @Test
  public void whatMakesNoSenseIsNoPart() {
    assertThat(Header.read(octets(5, 0, 3, 1, 1, 1))).contains(new Header(6, Optional.empty()));
    assertThat(Header.read(octets(5, 0, 3, 1, 2, 3))).contains(new Header(6, Optional.empty()));
    assertThat(Header.read(octets(5, 0, 3, 1, 2, 0))).contains(new Header(6, Optional.empty()));
    assertThat(Header.read(octets(0, 'x'))).contains(new Header(1, Optional.empty()));
    assertThat(Header.read(octets(5, 0, 9, 1, 2, 1))).isEmpty();
    assertThat(Header.read(octets(9, 0, 3))).isEmpty();
    assertThat(Header.read(octets())).isEmpty();
  }

  @Test
  public void anyOctetsAreReadWithoutHarm() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] any = new byte[random.nextInt(30)];
      random.nextBytes(any);
      if (any.length > 0 && random.nextBoolean()) {
        any[0] = (byte) random.nextInt(any.length);
      }
      Header.read(any)
          .ifPresent(
              header -> {
                assertThat(header.length()).isBetween(1, any.length);
                header
                    .part()
                    .ifPresent(part -> assertThat(part.number()).isBetween(1, part.total()));
              });
    }
  }

  @Test
  public void textIsReadByItsCoding() {
    byte[] umlauts = "xäö".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Received.text(umlauts, 1, 3, Alphabet.GSM)).contains("äö");
    assertThat(Received.text(umlauts, 1, 0, Alphabet.LATIN1)).contains("äö");
    assertThat(Received.text(octets(0x7B, 0), 0, 0, Alphabet.GSM)).contains("ä@");
    assertThat(Received.text(octets(0x7B, 0), 0, 0xF1, Alphabet.LATIN1)).contains("ä@");
    assertThat(Received.text("12".getBytes(StandardCharsets.US_ASCII), 0, 1, Alphabet.GSM))
        .contains("12");
    byte[] wide = "ж1".getBytes(StandardCharsets.UTF_16BE);
    assertThat(Received.text(wide, 0, 8, Alphabet.GSM)).contains("ж1");
    assertThat(Received.text(wide, 0, 0x19, Alphabet.GSM)).contains("ж1");
    for (int coding : new int[] {2, 4, 5, 10, 0xF4, 0xF5}) {
      assertThat(Received.text(wide, 0, coding, Alphabet.GSM)).as("%x", coding).isEmpty();
    }
  }
}
