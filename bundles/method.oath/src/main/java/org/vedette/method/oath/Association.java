package org.vedette.method.oath;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;

/**
 * Proves that somebody holds a token that may have lain in a drawer for years: one code is searched
 * as far as resynchronising goes, two consecutive ones much further. A function, like the method.
 */
public final class Association {
  /** Names of the registers that {@link #prove} reads. */
  public static final Set<String> REGISTERS =
      Set.of(TimedCheck.STEP, TimedCheck.DRIFT, CountedCheck.COUNTER);

  /** So much further are two codes searched than one. */
  private static final int FURTHER_STEPS = 5;

  private static final int FURTHER_COUNTERS = 10;

  private final OathSettings settings;

  /** Searches as far as {@code settings} say. */
  public Association(OathSettings settings) {
    this.settings = settings;
  }

  /**
   * Checks codes.
   *
   * @param token the token, with the registers of whoever had it before
   * @param start counter at which it begins, or steps it is ahead, while no register tells
   * @param codes one code, or two consecutive ones, the older first
   * @return accepted, with what is used up and the new registers, or refused; never a code that was
   *     used
   */
  public Verification prove(Enrolled token, long start, List<Secret> codes, Instant now) {
    Token kind = Token.parse(token.params()).token().orElseThrow();
    Optional<Guess> first = Guess.typed(codes.get(0), kind.digits());
    Optional<Guess> second =
        codes.size() > 1 ? Guess.typed(codes.get(1), kind.digits()) : Optional.empty();
    if (first.isEmpty() || codes.size() > 1 && second.isEmpty()) {
      return new Verification.Refused(
          ResultCode.OATH_WRONG, "a code of this token has " + kind.digits() + " digits");
    }
    CodeGenerator generator =
        new CodeGenerator(token.secret().orElseThrow(), kind.algorithm(), kind.digits());
    return kind.timed()
        ? timed(token, kind, generator, start, now, first.get(), second)
        : counted(token, generator, start, now, first.get(), second);
  }

  private Verification timed(
      Enrolled token,
      Token kind,
      CodeGenerator generator,
      long start,
      Instant now,
      Guess first,
      Optional<Guess> second) {
    boolean known = token.registers().containsKey(TimedCheck.STEP);
    TimedCheck check =
        new TimedCheck(
            generator,
            kind.period(),
            Math.floorDiv(now.getEpochSecond(), (long) kind.period()),
            known ? token.register(TimedCheck.DRIFT) : start,
            token.register(TimedCheck.STEP));
    int reach = settings.resyncSteps();
    return second
        .map(newer -> check.find(first, newer, reach * FURTHER_STEPS, settings.windowSteps()))
        .orElseGet(() -> check.check(first, reach));
  }

  private Verification counted(
      Enrolled token,
      CodeGenerator generator,
      long start,
      Instant now,
      Guess first,
      Optional<Guess> second) {
    long next = Math.max(start, token.register(CountedCheck.COUNTER));
    CountedCheck check = new CountedCheck(generator, next, now);
    int reach = settings.resyncWindow();
    return second
        .map(newer -> check.find(first, newer, reach * FURTHER_COUNTERS))
        .orElseGet(() -> check.check(first, reach));
  }
}
