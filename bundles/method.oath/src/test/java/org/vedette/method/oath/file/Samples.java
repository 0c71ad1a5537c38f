package org.vedette.method.oath.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.vedette.api.secret.Secret;

/** Files for tests. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

  /** The pre-shared key of figure 6. */
  static final Unlock KEY =
      new Unlock(Optional.of(secret("12345678901234567890123456789012")), Optional.empty());

  /** The passphrase of figure 7. */
  static final Unlock PASSPHRASE = new Unlock(Optional.empty(), Optional.of(Secret.of("qwerty")));

  private Samples() {}

  static byte[] figure(int number) {
    try (InputStream in = Samples.class.getResourceAsStream("figure" + number + ".xml")) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String figureText(int number) {
    return new String(figure(number), StandardCharsets.UTF_8);
  }

  static Parsed read(String file, Unlock unlock) throws BadFileException {
    return read(file.getBytes(StandardCharsets.UTF_8), unlock);
  }

  static Parsed read(byte[] file, Unlock unlock) throws BadFileException {
    return TokenFile.read(file, Format.AUTO, unlock, NOW, false);
  }

  static Secret secret(String hex) {
    return Secret.of(HexFormat.of().parseHex(hex));
  }
}
