package org.vedette.api.method;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.vedette.api.user.User;

/**
 * The world as a method may see it; nothing else may influence its verdict.
 *
 * @param now the time
 * @param language language for texts
 * @param application label of the application
 * @param random gives that many random bytes
 * @param user who signs in or is being enrolled: where messages go; empty where nobody is meant
 */
public record MethodContext(
    Instant now,
    Locale language,
    String application,
    IntFunction<byte[]> random,
    Optional<User> user) {
  /** A world without a user. */
  public MethodContext(
      Instant now, Locale language, String application, IntFunction<byte[]> random) {
    this(now, language, application, random, Optional.empty());
  }
}
