package org.vedette.sdk.oath;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.Secret;
import org.vedette.sdk.http.Problem;

/** Reads what opens an encrypted file from headers: addresses are logged, headers are not. */
final class FileKey {
  private static final int MAX_TEXT = 1_024;

  private FileKey() {}

  /** Reads a key in hexadecimal or Base64. */
  static Optional<Secret> key(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    String text = header.strip();
    byte[] key;
    try {
      if (text.length() > MAX_TEXT) {
        throw new IllegalArgumentException();
      }
      boolean hex = text.matches("([0-9A-Fa-f]{2}){16,32}");
      key = hex ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      throw Problem.field("Vedette-Key", "16, 24 or 32 bytes in hexadecimal or Base64");
    }
    return wiping(key);
  }

  /** Reads a passphrase: Base64 of its UTF-8, because headers hold ASCII. */
  static Optional<Secret> passphrase(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    try {
      if (header.length() <= MAX_TEXT) {
        return wiping(Base64.getDecoder().decode(header.strip()));
      }
    } catch (IllegalArgumentException malformed) {
      // Refused below, like one that is too long.
    }
    throw Problem.field("Vedette-Passphrase", "Base64 of a passphrase in UTF-8");
  }

  private static Optional<Secret> wiping(byte[] bytes) {
    Secret secret = Secret.of(bytes);
    Arrays.fill(bytes, (byte) 0);
    return Optional.of(secret);
  }
}
