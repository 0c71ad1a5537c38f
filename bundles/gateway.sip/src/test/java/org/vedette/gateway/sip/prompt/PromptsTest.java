package org.vedette.gateway.sip.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.lifecycle.Health;
import org.vedette.gateway.sip.media.G711;

public class PromptsTest {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  /** A file: {@code count} samples that are all {@code value}. */
  public static byte[] wav(int kind, int rate, int channels, int count, int value) {
    int bits = kind == 1 ? 16 : 8;
    int octets = count * bits / 8;
    ByteBuffer out = ByteBuffer.allocate(12 + 24 + 10 + 8 + octets).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(out.capacity() - 8);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) kind).putShort((short) channels).putInt(rate);
    out.putInt(rate * bits / 8).putShort((short) (bits / 8)).putShort((short) bits);
    // Of odd length, so padded.
    out.put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(1).putShort((short) 0);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(octets);
    for (int i = 0; i < count; i++) {
      if (kind == 1) {
        out.putShort((short) value);
      } else {
        out.put((byte) value);
      }
    }
    return out.array();
  }

  private Path put(String path, byte[] file) throws IOException {
    Path target = temporary.getRoot().toPath().resolve(path);
    Files.createDirectories(target.getParent());
    return Files.write(target, file);
  }

  @Test
  public void everySoundIsThereInEveryLanguage() {
    StockPrompts stock = new StockPrompts();
    int octets = 0;
    for (String language : StockPrompts.LANGUAGES) {
      for (String name : StockPrompts.NAMES) {
        byte[] sound = stock.find(language, name).orElseThrow();
        assertThat(sound.length).as(language + "/" + name).isBetween(8000, 20 * 8000);
        octets += sound.length;
      }
    }
    assertThat(octets).isLessThan(3_000_000);
    assertThat(stock.find("en", "../en/success")).isEmpty();
    assertThat(stock.find("xx", "success")).isEmpty();
  }

  @Test
  public void aSoundOfOnesOwnPlaysInItsLanguageAndApplication() throws IOException {
    put("de/success.wav", wav(7, 8000, 1, 100, 0x11));
    put("VPN/de/success.wav", wav(7, 8000, 1, 100, 0x22));
    put("pt/success.wav", wav(7, 8000, 1, 100, 0x33));
    Prompts prompts = new Prompts();
    byte[] english = prompts.of("", "en").apply("success").orElseThrow();
    assertThat(prompts.of("", "de").apply("success").orElseThrow()).hasSizeGreaterThan(100);

    prompts.refresh(temporary.getRoot().toPath());

    assertThat(prompts.of("", "de-AT").apply("success").orElseThrow()[0]).isEqualTo((byte) 0x11);
    assertThat(prompts.of("vpn", "de").apply("success").orElseThrow()[0]).isEqualTo((byte) 0x22);
    assertThat(prompts.of("", "pt_BR").apply("success").orElseThrow()[0]).isEqualTo((byte) 0x33);
    assertThat(prompts.of("", "en").apply("success").orElseThrow()).isEqualTo(english);
    assertThat(prompts.of("", "it").apply("success").orElseThrow()).isEqualTo(english);
    assertThat(prompts.of("..", "../..").apply("../success").isEmpty()).isTrue();
    assertThat(prompts.health().status()).isEqualTo(Health.Status.OK);
  }

  @Test
  public void aBadFileIsNamedAndTheStockOnePlays() throws IOException {
    put("de/success.wav", wav(1, 44_100, 2, 100, 1));
    put("de/denied.wav", "MP3".getBytes(StandardCharsets.US_ASCII));
    put("de/greeting.wav", wav(7, 8000, 1, 100, 1));
    put("readme.txt", new byte[1]);
    Prompts prompts = new Prompts();

    prompts.refresh(temporary.getRoot().toPath());

    assertThat(prompts.health().status()).isEqualTo(Health.Status.WARN);
    assertThat(prompts.health().message())
        .contains("de/success.wav must have 8000 Hz, one channel")
        .contains("it has 44100 Hz, 2 channels")
        .contains("de/denied.wav is no WAV file")
        .contains("de/greeting.wav must be LANGUAGE/NAME.wav");
    assertThat(prompts.of("", "de").apply("success").orElseThrow()).hasSizeGreaterThan(8000);

    put("de/success.wav", wav(7, 8000, 1, 100, 9));
    Files.delete(temporary.getRoot().toPath().resolve("de/denied.wav"));
    Files.delete(temporary.getRoot().toPath().resolve("de/greeting.wav"));
    prompts.refresh(temporary.getRoot().toPath());
    assertThat(prompts.health().status()).isEqualTo(Health.Status.OK);
    assertThat(prompts.of("", "de").apply("success").orElseThrow()).hasSize(100);
  }

  @Test
  public void readsAllThreeKinds() throws WavException {
    byte[] linear = Wav.muLaw(wav(1, 8000, 1, 50, 1000));
    byte[] aLaw = Wav.muLaw(wav(6, 8000, 1, 50, G711.aLaw((short) 1000)));

    assertThat(linear).hasSize(50).containsOnly(G711.muLaw((short) 1000));
    assertThat((int) G711.linearOfMu(aLaw[0])).isBetween(900, 1100);
  }

  @Test
  public void damagedFilesAreRefused() {
    Random random = new Random(9);
    byte[] whole = wav(7, 8000, 1, 40, 3);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int j = 0; j < 3 && damaged.length > 0; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(Wav.muLaw(damaged)).hasSizeLessThanOrEqualTo(whole.length);
      } catch (WavException bad) {
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 19_999);
  }
}
