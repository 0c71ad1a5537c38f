package org.vedette.method.oath;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.Register;
import org.vedette.api.method.Verification;
import org.vedette.api.state.Merge;

/**
 * Checks codes of a TOTP token (RFC 6238) around the step at which it is expected.
 *
 * @param codes computes the token's codes
 * @param period seconds of a step
 * @param nowStep the step of this moment (RFC 6238, section 4.2: T0 is 0)
 * @param drift how many steps the token was ahead when last seen
 * @param lastStep the greatest step accepted so far
 */
record TimedCheck(CodeGenerator codes, int period, long nowStep, long drift, long lastStep) {
  /** Register: greatest step accepted. */
  static final String STEP = "step";

  /** Register: how many steps the token is ahead of us. */
  static final String DRIFT = "drift";

  /** A claim is kept this much longer than its step could be accepted. */
  static final Duration MARGIN = Duration.ofSeconds(60);

  /** Checks one code within {@code window} steps each way (RFC 6238, section 5.2). */
  Verification check(Guess guess, int window) {
    long expected = nowStep + drift;
    long first = expected - window;
    boolean[] hits = codes.matches(first, 2 * window + 1, guess);
    Optional<Long> fresh = Optional.empty();
    long newestUsed = -1;
    for (int i = 0; i < hits.length; i++) {
      long step = first + i;
      if (!hits[i]) {
        continue;
      }
      if (step <= lastStep) {
        newestUsed = step;
      } else if (fresh.isEmpty() || Math.abs(step - expected) < Math.abs(fresh.get() - expected)) {
        fresh = Optional.of(step);
      }
    }
    if (fresh.isPresent()) {
      return accepted(fresh.get(), window);
    }
    if (newestUsed < 0) {
      return new Verification.Refused(ResultCode.OATH_WRONG, "no code of this time matches");
    }
    return newestUsed == lastStep
        ? new Verification.Refused(ResultCode.OATH_DUPLICATE, "step " + newestUsed + " was used")
        : new Verification.Refused(
            ResultCode.OATH_OLD, "step " + newestUsed + " is before step " + lastStep);
  }

  /** Finds two consecutive codes, the newer of a step at most {@code reach} off either way. */
  Verification find(Guess older, Guess newer, int reach, int window) {
    long expected = nowStep + drift;
    long first = expected - reach - 1;
    boolean[] begins = codes.matches(first, 2 * reach + 1, older);
    boolean[] follows = codes.matches(first + 1, 2 * reach + 1, newer);
    Optional<Long> found = Optional.empty();
    for (int i = 0; i < begins.length; i++) {
      long step = first + i + 1;
      if (begins[i]
          && follows[i]
          && (found.isEmpty() || Math.abs(step - expected) < Math.abs(found.get() - expected))) {
        found = Optional.of(step);
      }
    }
    if (found.isEmpty()) {
      return new Verification.Refused(
          ResultCode.OATH_WRONG,
          "no two consecutive codes within " + reach + " steps of " + period + " s match");
    }
    if (found.get() <= lastStep) {
      return new Verification.Refused(
          ResultCode.OATH_OLD,
          "the token is at step " + found.get() + ", but step " + lastStep + " was used already");
    }
    return accepted(found.get(), window);
  }

  private Verification accepted(long step, int window) {
    List<Register> registers = new ArrayList<>();
    registers.add(new Register(STEP, Merge.MAX, step, step));
    long seen = step - nowStep;
    if (seen != drift) {
      registers.add(new Register(DRIFT, Merge.LATEST, step, seen));
    }
    // The slower of the two drifts says when this step leaves the window for good.
    long lastChance = step - Math.min(seen, drift) + window + 1;
    Instant until = Instant.ofEpochSecond(lastChance * period).plus(MARGIN);
    return new Verification.Accepted(
        ResultCode.OATH_VERIFIED, STEP + "/" + step, Optional.of(until), registers);
  }
}
