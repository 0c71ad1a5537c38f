package org.vedette.vault;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What one Argon2id hash costs (RFC 9106, section 3.1).
 *
 * @param memoryKiB memory, m
 * @param iterations passes, t
 * @param parallelism lanes, p
 */
record Argon2Cost(int memoryKiB, int iterations, int parallelism) {
  static final Argon2Cost DEFAULT = new Argon2Cost(19_456, 2, 1);
  static final int MAX_MEMORY_KIB = 262_144;
  static final int MAX_ITERATIONS = 10;
  static final int MAX_PARALLELISM = 4;

  /** RFC 9106, section 3.1: memory is at least 8 KiB for each lane. */
  boolean sane() {
    return parallelism >= 1
        && parallelism <= MAX_PARALLELISM
        && iterations >= 1
        && iterations <= MAX_ITERATIONS
        && memoryKiB >= 8 * parallelism
        && memoryKiB <= MAX_MEMORY_KIB;
  }

  /** Hashes; takes some ten milliseconds and {@link #memoryKiB} of heap. */
  byte[] hash(byte[] password, byte[] salt, int length) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKiB)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .withSalt(salt)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] out = new byte[length];
    generator.generateBytes(password, out);
    return out;
  }
}
