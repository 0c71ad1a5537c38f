package org.vedette.shell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.Test;

public class ExchangeReaderTest {
  private static Exchange.Response read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new Exchange.Reader(new ByteArrayInputStream(bytes)).response();
  }

  private static String body(String text) throws IOException {
    return new String(read(text).body(), StandardCharsets.ISO_8859_1);
  }

  @Test
  public void readsABodyByItsLength() throws IOException {
    assertThat(body("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef")).isEqualTo("abc");
    assertThat(read("HTTP/1.1 404 \r\nRetry-After: 5\r\n\r\n").header("retry-after")).contains("5");
  }

  @Test
  public void readsChunks() throws IOException {
    assertThat(
            body(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"))
        .isEqualTo("abc0123456789");
  }

  @Test
  public void readsToTheEndWithoutALength() throws IOException {
    assertThat(body("HTTP/1.0 200 OK\n\nabc")).isEqualTo("abc");
  }

  @Test
  public void passesInterimResponses() throws IOException {
    assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n").status())
        .isEqualTo(204);
  }

  @Test
  public void refusesWhatIsDamaged() {
    assertThatThrownBy(() -> read("SSH-2.0-x\r\n")).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nnothing\r\n\r\n"))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nabc"))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc"))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> read("")).isInstanceOf(EOFException.class);
  }

  @Test
  public void noiseEndsInAnAnswerOrAnIoException() {
    Random random = new Random(20260131);
    String seed = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    int answers = 0;
    for (int i = 0; i < 5000; i++) {
      char[] noise = seed.toCharArray();
      noise[random.nextInt(noise.length)] = (char) random.nextInt(256);
      noise[random.nextInt(noise.length)] = (char) random.nextInt(256);
      try {
        answers += read(new String(noise)).status() > 0 ? 1 : 0;
      } catch (IOException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    assertThat(answers).isPositive();
  }
}
