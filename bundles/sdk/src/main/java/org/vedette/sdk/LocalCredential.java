package org.vedette.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.secret.Secret;

/** Reads the file with the local credential. */
final class LocalCredential {
  private static final Logger LOG = LoggerFactory.getLogger(LocalCredential.class);
  private static final int MIN_LENGTH = 32;
  private static final int MAX_LENGTH = 256;

  private LocalCredential() {}

  /** Reads the credential; empty when no file is named, or it cannot be used. */
  static Optional<Secret> read(String file) {
    if (file.isBlank()) {
      return Optional.empty();
    }
    try {
      String content = Files.readString(Path.of(file)).strip();
      if (content.length() < MIN_LENGTH || content.length() > MAX_LENGTH) {
        LOG.warn(
            "The local credential is not used: it must have {} to {} characters file={}",
            MIN_LENGTH,
            MAX_LENGTH,
            file);
        return Optional.empty();
      }
      return Optional.of(Secret.of(content));
    } catch (IOException | InvalidPathException unreadable) {
      LOG.warn("The local credential cannot be read file={}", file);
      return Optional.empty();
    }
  }
}
