package org.vedette.core.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.state.Registers;
import org.vedette.core.settings.CoreSettings;

/**
 * Counts failed second factors of a user in registers, tells lockouts and waits, and says what to
 * write. Wrong passwords do not come here: only somebody who knows the password can lock a user
 * out.
 *
 * <p>Two counts run side by side: denials with a PIN, which lead to a lockout when the settings say
 * so, and wrong codes of any kind, which lead to growing waits. A success begins both anew.
 */
public final class Failures {
  private static final String PIN_DENIALS = "core.pin-denials";
  private static final String WRONG_CODES = "core.wrong-codes";
  private static final String LAST_FAILURE = "core.last-failure";
  private static final String LOCKED_UNTIL = "core.locked-until";
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 6;

  private final Registers registers;
  private final BiConsumer<UUID, Instant> lockedOut;

  /** Reads from {@code registers}. */
  public Failures(Registers registers) {
    this(registers, (user, until) -> {});
  }

  /**
   * Reads from {@code registers}.
   *
   * @param lockedOut told who is locked out until when, before it is written; must not block
   */
  public Failures(Registers registers, BiConsumer<UUID, Instant> lockedOut) {
    this.registers = registers;
    this.lockedOut = lockedOut;
  }

  /** Returns when the user's lockout ends; empty when none holds. */
  public Optional<Instant> lockedUntil(UUID user, Instant now) {
    return instant(LOCKED_UNTIL, user).filter(now::isBefore);
  }

  /** Returns how many answers to a second factor were wrong since the last right one. */
  public long inARow(UUID user) {
    return count(WRONG_CODES, user);
  }

  /** Returns when the next code may be tried; empty when at once. */
  public Optional<Instant> waitsUntil(UUID user, CoreSettings settings, Instant now) {
    long wrong = count(WRONG_CODES, user);
    if (wrong < settings.throttleCodes()) {
      return Optional.empty();
    }
    int doublings = (int) Math.min(MAX_DOUBLINGS, wrong - settings.throttleCodes());
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    Duration longest = Duration.ofHours(1);
    return instant(LAST_FAILURE, user)
        .map(last -> last.plus(wait.compareTo(longest) > 0 ? longest : wait))
        .filter(now::isBefore);
  }

  /** Returns what to write after a denied answer. */
  public List<RegisterWrite> denied(
      UUID user, boolean pinTyped, CoreSettings settings, Instant now) {
    List<RegisterWrite> writes = new ArrayList<>();
    boolean stale =
        instant(LAST_FAILURE, user)
            .map(last -> now.isAfter(last.plus(settings.lockoutReset())))
            .orElse(true);
    writes.add(add(WRONG_CODES, user, 1, epoch(WRONG_CODES, user)));
    writes.add(latest(LAST_FAILURE, user, now, now.toEpochMilli()));
    if (pinTyped) {
      long epoch = stale ? now.toEpochMilli() : epoch(PIN_DENIALS, user);
      writes.add(add(PIN_DENIALS, user, 1, epoch));
      long denials = (stale ? 0 : count(PIN_DENIALS, user)) + 1;
      if (settings.lockoutThreshold() > 0 && denials >= settings.lockoutThreshold()) {
        Instant until = now.plus(settings.lockoutLife());
        writes.add(latest(LOCKED_UNTIL, user, now, until.toEpochMilli()));
        if (lockedUntil(user, now).isEmpty()) {
          lockedOut.accept(user, until);
        }
      }
    }
    return writes;
  }

  /** Returns what to write after a success, or when an administrator unlocks: counts begin anew. */
  public List<RegisterWrite> forgotten(UUID user, Instant now) {
    List<RegisterWrite> writes = new ArrayList<>();
    for (String kind : List.of(WRONG_CODES, PIN_DENIALS)) {
      if (count(kind, user) > 0) {
        writes.add(add(kind, user, 0, Math.max(now.toEpochMilli(), epoch(kind, user) + 1)));
      }
    }
    if (lockedUntil(user, now).isPresent()) {
      writes.add(latest(LOCKED_UNTIL, user, now, 0));
    }
    return writes;
  }

  private static RegisterWrite add(String kind, UUID user, long by, long epoch) {
    return new RegisterWrite(key(kind, user), Merge.COUNT, new RegisterValue(epoch, by));
  }

  private static RegisterWrite latest(String kind, UUID user, Instant stamp, long value) {
    return new RegisterWrite(
        key(kind, user), Merge.LATEST, new RegisterValue(stamp.toEpochMilli(), value));
  }

  private long count(String kind, UUID user) {
    return registers.read(key(kind, user)).map(RegisterValue::value).orElse(0L);
  }

  private long epoch(String kind, UUID user) {
    return registers.read(key(kind, user)).map(RegisterValue::stamp).orElse(0L);
  }

  private Optional<Instant> instant(String kind, UUID user) {
    return registers
        .read(key(kind, user))
        .map(RegisterValue::value)
        .filter(millis -> millis > 0)
        .map(Instant::ofEpochMilli);
  }

  private static RegisterKey key(String kind, UUID user) {
    return new RegisterKey(kind, user.toString());
  }
}
