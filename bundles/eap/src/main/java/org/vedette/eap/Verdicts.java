package org.vedette.eap;

import java.util.function.Function;
import org.vedette.api.auth.Outcome;

/** What methods make of outcomes. */
final class Verdicts {
  private Verdicts() {}

  /** Of a method that cannot ask. */
  static Move of(Outcome outcome, Function<Outcome.Granted, Move> granted) {
    return of(
        outcome,
        granted,
        challenged -> new Move.Fail("the core asks for a code where none can be asked for"));
  }

  /** Of a method that can ask. */
  static Move of(
      Outcome outcome,
      Function<Outcome.Granted, Move> granted,
      Function<Outcome.Challenged, Move> challenged) {
    return outcome.match(
        granted,
        challenged,
        Move.Fail::new,
        // A conversation keeps these two from its method: the same is asked again.
        unavailable -> new Move.Fail(unavailable.why()),
        moved -> new Move.Fail("the core is being replaced"));
  }
}
