package org.vedette.api.eap;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.vedette.api.auth.Outcome;

/** What a listener does with a message of a supplicant. Arrays are not to be changed. */
public sealed interface EapReply
    permits EapReply.Continue, EapReply.Accepted, EapReply.Rejected, EapReply.Silent {

  /**
   * The conversation goes on.
   *
   * @param eap the EAP request to send
   * @param state names the conversation; 16 octets that nobody can guess
   * @param patience how long the supplicant may take; a person may have to type
   */
  record Continue(byte[] eap, byte[] state, Duration patience) implements EapReply {}

  /**
   * The person may come in.
   *
   * @param eap the EAP success to send
   * @param key master session key, 64 octets (RFC 5247 section 1.4); none from a method without
   * @param granted what the core said
   */
  record Accepted(byte[] eap, Optional<byte[]> key, Outcome.Granted granted) implements EapReply {
    @Override
    public String toString() {
      return "Accepted[redacted]";
    }
  }

  /**
   * The person may not come in, or the conversation cannot go on: an EAP failure is due.
   *
   * @param denied what the core said; empty when it was not asked
   * @param why one sentence for the log; empty when the core has said why
   */
  record Rejected(Optional<Outcome.Denied> denied, String why) implements EapReply {}

  /**
   * Nothing is to be sent: the message is none that belongs here now, or nothing could be decided.
   *
   * @param unavailable whether the latter; a repetition is then a fresh try
   * @param why one sentence for the log
   */
  record Silent(boolean unavailable, String why) implements EapReply {}

  /** Handles every case. */
  default <R> R match(
      Function<Continue, R> goOn,
      Function<Accepted, R> accepted,
      Function<Rejected, R> rejected,
      Function<Silent, R> silent) {
    if (this instanceof Continue one) {
      return goOn.apply(one);
    }
    if (this instanceof Accepted one) {
      return accepted.apply(one);
    }
    return this instanceof Rejected one ? rejected.apply(one) : silent.apply((Silent) this);
  }
}
