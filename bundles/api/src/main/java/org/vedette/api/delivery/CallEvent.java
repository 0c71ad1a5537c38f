package org.vedette.api.delivery;

import java.util.Locale;
import org.vedette.api.auth.Answer;
import org.vedette.api.secret.Secret;

/** What happened in a call. */
public sealed interface CallEvent
    permits CallEvent.Keys, CallEvent.Silence, CallEvent.HungUp, CallEvent.Unanswered {
  /** Kind of signal for keys; its content is what was pressed, {@code #} included. */
  String KEYS = "keys";

  /** Kind of signal for a call that was answered and stayed silent: often a mailbox. */
  String SILENCE = "silence";

  /** Kind of signal for a person who hung up. */
  String HUNG_UP = "hungup";

  /** Kind of signal for a call that nobody answered; its content is the reason in lower case. */
  String UNANSWERED = "unanswered";

  /** Why a call was not answered. */
  enum Why {
    /** The line is busy. */
    BUSY,
    /** It rang until the time was over. */
    NO_ANSWER,
    /** The person declined the call. */
    DECLINED,
    /** The number does not exist. */
    INVALID_NUMBER,
    /** The network or the provider failed. */
    FAILED
  }

  /**
   * Keys were pressed.
   *
   * @param pressed {@code 0} to {@code 9}, {@code *}, at most 32, without the {@code #}
   * @param ended whether {@code #} ended them; else the person stopped pressing
   */
  record Keys(Secret pressed, boolean ended) implements CallEvent {}

  /** Nobody pressed anything within the time for it. */
  record Silence() implements CallEvent {}

  /** The person hung up before pressing anything that counts. */
  record HungUp() implements CallEvent {}

  /**
   * Nobody answered. The call is over.
   *
   * @param why the reason
   * @param detail the network's own word for it, for administrators
   */
  record Unanswered(Why why, String detail) implements CallEvent {}

  /** Returns the same as the signal that a method reads. */
  default Answer.Signal signal() {
    if (this instanceof Keys keys) {
      return new Answer.Signal(
          KEYS, keys.ended() ? Secret.of(keys.pressed().text() + "#") : keys.pressed());
    }
    if (this instanceof Unanswered unanswered) {
      return new Answer.Signal(
          UNANSWERED, Secret.of(unanswered.why().name().toLowerCase(Locale.ROOT)));
    }
    return new Answer.Signal(this instanceof HungUp ? HUNG_UP : SILENCE, Secret.of(""));
  }
}
