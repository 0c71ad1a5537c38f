package org.vedette.core.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.state.Registers;
import org.vedette.api.user.Enrollment;

/** Who was welcomed: once each, whatever happens to the account or the server later. */
final class Welcomes {
  private static final String REGISTER = "core.welcome-mail";
  private static final Duration SAME_TIME = Duration.ofMinutes(1);
  private static final Map<String, String> KINDS =
      Map.of("phone", "call", "text", "text", "app", "app", "oath", "oath");

  private final Registers registers;
  private final Set<UUID> underway = ConcurrentHashMap.newKeySet();

  Welcomes(Registers registers) {
    this.registers = registers;
  }

  /** Takes the right to welcome a user; false where that was done, or is being done. */
  boolean begin(UUID user) {
    return welcomed(user).isEmpty() && underway.add(user);
  }

  /** Ends what {@link #begin} began. */
  void end(UUID user) {
    underway.remove(user);
  }

  /** Returns whether the welcome is so new that it speaks of what was added meanwhile. */
  boolean isRecent(UUID user, Instant now) {
    return underway.contains(user)
        || welcomed(user).filter(at -> now.isBefore(at.plus(SAME_TIME))).isPresent();
  }

  private Optional<Instant> welcomed(UUID user) {
    return registers.read(key(user)).map(RegisterValue::value).map(Instant::ofEpochMilli);
  }

  /** What is written with the audit record of a welcome. */
  RegisterWrite done(UUID user, Instant now) {
    return new RegisterWrite(key(user), Merge.MAX, new RegisterValue(0, now.toEpochMilli()));
  }

  /** The text for somebody whose sign-ins are asked by {@code first}. */
  static String template(Enrollment first) {
    return "welcome."
        + KINDS.getOrDefault(first.method(), "other")
        + (first.mode().contains("pin") ? ".pin" : "");
  }

  private static RegisterKey key(UUID user) {
    return new RegisterKey(REGISTER, user.toString());
  }
}
