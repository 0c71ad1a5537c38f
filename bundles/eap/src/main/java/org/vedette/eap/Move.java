package org.vedette.eap;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.vedette.api.auth.Outcome;
import org.vedette.api.eap.EapQuestion;

/** What a method wants to happen next. */
sealed interface Move {
  /** How long a device may take that need not ask anybody. */
  Duration SOON = Duration.ofSeconds(30);

  /**
   * Something is said to the peer.
   *
   * @param data outside: what follows the type; in a tunnel: what is encrypted
   * @param patience how long the answer may take
   */
  record Say(byte[] data, Duration patience) implements Move {
    Say(byte[] data) {
      this(data, SOON);
    }

    @Override
    public String toString() {
      return "Say[" + data.length + " octets]";
    }
  }

  /** The core is asked. */
  record Ask(EapQuestion question) implements Move {
    @Override
    public String toString() {
      return "Ask[redacted]";
    }
  }

  /** The person may come in. */
  record Done(Outcome.Granted granted) implements Move {}

  /**
   * The person may not.
   *
   * @param denied what the core said; empty when it was not asked
   * @param why one sentence for the log; empty when the core has said why
   */
  record Fail(Optional<Outcome.Denied> denied, String why) implements Move {
    Fail(Outcome.Denied denied) {
      this(Optional.of(denied), "");
    }

    Fail(String why) {
      this(Optional.empty(), why);
    }
  }

  /** Handles every case. */
  default <R> R match(
      Function<Say, R> say, Function<Ask, R> ask, Function<Done, R> done, Function<Fail, R> fail) {
    if (this instanceof Say one) {
      return say.apply(one);
    }
    if (this instanceof Ask one) {
      return ask.apply(one);
    }
    return this instanceof Done one ? done.apply(one) : fail.apply((Fail) this);
  }
}
