package org.vedette.method.oath;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.Register;
import org.vedette.api.method.Verification;
import org.vedette.api.state.Merge;

/**
 * Checks codes of an HOTP token (RFC 4226) from the counter at which it is expected.
 *
 * @param codes computes the token's codes
 * @param next the counter expected next
 * @param now this moment
 */
record CountedCheck(CodeGenerator codes, long next, Instant now) {
  /** Register: the counter expected next. */
  static final String COUNTER = "counter";

  /**
   * How long a used counter is claimed. The register, which is written with the claim, refuses it
   * from then on; the claim is for those who read the register before.
   */
  static final Duration CLAIMED = Duration.ofSeconds(30);

  /** So many used counters are recognised as used. */
  private static final int LOOK_BACK = 10;

  /**
   * Checks one code, up to {@code ahead} counters ahead (RFC 4226, section 7.4). A right code ends
   * the search: how far a token has run ahead is no secret. A wrong one is held against all.
   */
  Verification check(Guess guess, int ahead) {
    for (int i = 0; i <= ahead; i++) {
      if (codes.matches(next + i, guess)) {
        return accepted(next + i);
      }
    }
    int back = (int) Math.min(LOOK_BACK, next);
    boolean[] used = codes.matches(next - back, back, guess);
    for (int i = back - 1; i >= 0; i--) {
      if (used[i]) {
        long counter = next - back + i;
        return i == back - 1
            ? new Verification.Refused(
                ResultCode.OATH_DUPLICATE, "counter " + counter + " was used")
            : new Verification.Refused(
                ResultCode.OATH_OLD, "counter " + counter + " is before counter " + (next - 1));
      }
    }
    return new Verification.Refused(
        ResultCode.OATH_WRONG, "no code from counter " + next + " to " + (next + ahead));
  }

  /** Finds two consecutive codes up to {@code reach} counters ahead; never goes back. */
  Verification find(Guess older, Guess newer, int reach) {
    boolean[] begins = codes.matches(next, reach + 1, older);
    boolean[] follows = codes.matches(next + 1, reach + 1, newer);
    for (int i = 0; i < begins.length; i++) {
      if (begins[i] && follows[i]) {
        return accepted(next + i + 1);
      }
    }
    return new Verification.Refused(
        ResultCode.OATH_WRONG,
        "no two consecutive codes from counter " + next + " to " + (next + reach + 1));
  }

  private Verification accepted(long counter) {
    return new Verification.Accepted(
        ResultCode.OATH_VERIFIED,
        COUNTER + "/" + counter,
        Optional.of(now.plus(CLAIMED)),
        List.of(new Register(COUNTER, Merge.MAX, counter + 1, counter + 1)));
  }
}
