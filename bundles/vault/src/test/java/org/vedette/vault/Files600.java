package org.vedette.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;

/** A server's folder with a master key, as the start script makes it. */
final class Files600 {
  static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

  private Files600() {}

  static VaultSettings settings(Path base) {
    return new VaultSettings(
        base.resolve("secrets/master.key"),
        base.resolve("secrets/vault.keys"),
        base.resolve("db/vault.mark"),
        CHEAP,
        64,
        Duration.ofSeconds(10));
  }

  static void masterKey(Path file, long seed) throws IOException {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    write(file, Base64.getEncoder().encodeToString(key) + "\n", "rw-------");
  }

  static void write(Path file, String text, String mode) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
