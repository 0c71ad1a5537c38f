package org.vedette.api.delivery;

import java.util.Optional;

/**
 * How a call goes on.
 *
 * @param prompt name of what is said, for instance {@code retry.pin}: gateways with sound files
 *     play the file of that name in the call's language; empty to say nothing
 * @param text the same in words, for gateways that speak; empty with the prompt
 * @param listen for how long keys are awaited after it, in seconds; empty to hang up
 */
public record CallStep(String prompt, String text, Optional<Integer> listen) {
  /** Hangs up at once. */
  public static CallStep hangUp() {
    return new CallStep("", "", Optional.empty());
  }
}
