package org.vedette.state.table;

import java.time.Instant;
import java.util.Optional;

/** A claim that is used up. */
public sealed interface FinalClaim permits FinalClaim.Stored, ClaimState.Used {
  /**
   * A claim as it was stored.
   *
   * @param key what it belongs to
   * @param value what is used up
   * @param owner who used it
   * @param outcome what the owner was answered; empty once its time is over
   * @param at when it became final
   * @param until when it may be forgotten; empty for never
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Stored(
      String key, String value, byte[] owner, byte[] outcome, Instant at, Optional<Instant> until)
      implements FinalClaim {}

  /** What it belongs to. */
  String key();

  /** What is used up. */
  String value();

  /** Who used it. */
  byte[] owner();

  /** What the owner was answered; empty once its time is over. */
  byte[] outcome();

  /** When it became final. */
  Instant at();

  /** When it may be forgotten; empty for never. */
  Optional<Instant> until();
}
