package org.vedette.state.table;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A claim that is used up.
 *
 * @param key what it belongs to
 * @param value what is used up
 * @param owner who used it
 * @param outcome what the owner was answered; empty once its time is over
 * @param at when it became final
 * @param until when it may be forgotten; empty for never
 */
@SuppressWarnings("ArrayRecordComponent")
public record FinalClaim(
    String key, String value, byte[] owner, byte[] outcome, Instant at, Optional<Instant> until) {

  private Instant outcomeEnd() {
    return at.plus(ClaimTable.HOLD);
  }

  boolean repeats(byte[] who, Instant now) {
    return MessageDigest.isEqual(owner, who) && now.isBefore(outcomeEnd());
  }

  boolean over(Instant now) {
    return until.isPresent() && !now.isBefore(until.get()) && !now.isBefore(outcomeEnd());
  }

  boolean outcomeOver(Instant now) {
    return outcome.length > 0 && !now.isBefore(outcomeEnd());
  }

  FinalClaim withoutOutcome() {
    return new FinalClaim(key, value, owner, new byte[0], at, until);
  }
}
