package org.vedette.api.secret;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Hashes passwords with Argon2id (RFC 9106) on a small pool with a bounded queue.
 *
 * <p>Never blocks the caller. A full queue is {@link Check#BUSY}, or a stage that fails with {@link
 * java.util.concurrent.RejectedExecutionException} for {@link #hash}.
 */
@ProviderType
public interface PasswordHasher {
  /** What a comparison found. */
  enum Check {
    /** The password is the right one. */
    MATCH,
    /** It is not, or there is no such account: both take the same time. */
    MISMATCH,
    /** Too many are waiting, or the deadline passed: say Unavailable, never Refused. */
    BUSY
  }

  /** Hashes {@code password}; the result is a PHC string that names its own parameters. */
  CompletionStage<String> hash(Secret password);

  /**
   * Compares {@code password} with a PHC string. Without one a dummy of equal cost is hashed, so
   * that an unknown account cannot be told from a wrong password.
   */
  CompletionStage<Check> verify(Secret password, Optional<String> phc);
}
