package org.vedette.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.Test;

public class StreamReaderTest {
  private static final String BYE =
      "BYE sip:a@b SIP/2.0\r\nv: SIP/2.0/TCP c;branch=z9hG4bK1\r\nf: <sip:c@d>;tag=1\r\n"
          + "t: <sip:a@b>;tag=2\r\ni: x\r\nCSeq: 2 BYE\r\nL:  3 \r\n\r\nabc";

  private static StreamReader reader(String text) {
    return new StreamReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  public void cutsAStream() throws IOException {
    StreamReader reader = reader("\r\n\r\n" + BYE + "\r\n" + BYE + BYE.replace("BYE", "bye") + BYE);

    assertThat(reader.next().orElseThrow().body()).isEqualTo("abc");
    assertThat(reader.next()).isPresent();
    assertThat(reader.next()).as("not understood, but in step").isEmpty();
    assertThat(reader.next()).isPresent();
    assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
  }

  @Test
  public void givesUpWhatCannotBeCut() {
    assertThatThrownBy(() -> reader(BYE.replace("L:", "X:")).next())
        .hasMessageContaining("tells no length");
    assertThatThrownBy(() -> reader(BYE.replace("L:  3", "L:  99999")).next())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> reader("x".repeat(100_000)).next()).hasMessageContaining("too long");
    assertThatThrownBy(() -> reader(BYE.substring(0, BYE.length() - 1)).next())
        .isInstanceOf(EOFException.class);
  }

  @Test
  public void whateverComesItEnds() {
    Random random = new Random(3);
    int ended = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] octets = BYE.repeat(3).getBytes(StandardCharsets.ISO_8859_1);
      for (int j = 0; j < 4; j++) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      StreamReader reader = new StreamReader(new ByteArrayInputStream(octets));
      try {
        for (int j = 0; j < 5; j++) {
          reader.next();
        }
      } catch (IOException end) {
        ended++;
      }
    }
    assertThat(ended).isEqualTo(2_000);
  }
}
