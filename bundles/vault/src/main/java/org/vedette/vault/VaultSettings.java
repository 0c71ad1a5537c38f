package org.vedette.vault;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Settings that passed.
 *
 * @param masterKeyFile file of the master key
 * @param keyFile file of the wrapped data keys
 * @param markFile file beside the databases that names the keys they need
 * @param cost what a new password hash costs
 * @param queue password hashes that may wait
 * @param deadline how long one may wait
 */
record VaultSettings(
    Path masterKeyFile,
    Path keyFile,
    Path markFile,
    Argon2Cost cost,
    int queue,
    Duration deadline) {
  private static final String BASE = "${karaf.base}";
  private static final int DEFAULT_QUEUE = 64;
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

  /** A setting cannot be used. */
  static final class BadSettingException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String key;
    private final String problem;

    BadSettingException(String key, String problem) {
      super(problem);
      this.key = key;
      this.problem = problem;
    }

    String key() {
      return key;
    }

    String problem() {
      return problem;
    }
  }

  /** Checks everything; {@code base} stands for {@code ${karaf.base}} where it was left. */
  static VaultSettings of(VaultConfig config, String base) throws BadSettingException {
    return new VaultSettings(
        path("masterKeyFile", config::masterKeyFile, base),
        path("keyFile", config::keyFile, base),
        path("markFile", config::markFile, base),
        new Argon2Cost(
            inRange("argon2MemoryKiB", config::argon2MemoryKiB, 8192, Argon2Cost.MAX_MEMORY_KIB),
            inRange("argon2Iterations", config::argon2Iterations, 1, Argon2Cost.MAX_ITERATIONS),
            inRange("argon2Parallelism", config::argon2Parallelism, 1, Argon2Cost.MAX_PARALLELISM)),
        inRange("hashQueue", config::hashQueue, 1, 10_000),
        Duration.ofSeconds(inRange("hashDeadlineSeconds", config::hashDeadlineSeconds, 1, 60)));
  }

  /**
   * Takes the files alone and defaults for all else: what a start with a bad number goes on with.
   * There is no default for a bad path, because other files hold other keys.
   */
  static VaultSettings filesOnly(VaultConfig config, String base) throws BadSettingException {
    return new VaultSettings(
        path("masterKeyFile", config::masterKeyFile, base),
        path("keyFile", config::keyFile, base),
        path("markFile", config::markFile, base),
        Argon2Cost.DEFAULT,
        DEFAULT_QUEUE,
        DEFAULT_DEADLINE);
  }

  private static Path path(String key, Supplier<String> setting, String base)
      throws BadSettingException {
    String problem = key + " is the path of a file, for instance " + BASE + "/var/secrets/" + key;
    try {
      String text = setting.get().strip().replace(BASE, base);
      if (text.isEmpty()) {
        throw new BadSettingException(key, problem);
      }
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new BadSettingException(key, problem);
    }
  }

  private static int inRange(String key, IntSupplier setting, int min, int max)
      throws BadSettingException {
    String range = key + " is a whole number from " + min + " to " + max;
    int value;
    try {
      value = setting.getAsInt();
    } catch (RuntimeException notANumber) {
      throw new BadSettingException(key, range);
    }
    if (value < min || value > max) {
      throw new BadSettingException(key, range + ", not " + value);
    }
    return value;
  }
}
