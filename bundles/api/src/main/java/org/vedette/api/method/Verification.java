package org.vedette.api.method;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;

/** A method's verdict, as data: the core does what it says. */
public sealed interface Verification
    permits Verification.Accepted,
        Verification.Refused,
        Verification.Pending,
        Verification.PinTyped,
        Verification.PinChosen,
        Verification.Unable {

  /**
   * The answer is right. Nobody is let in before the claim was won.
   *
   * @param result the success to record, without regard to a PIN
   * @param claim what is used up within this enrollment, for instance a time step
   * @param until when the claim may be forgotten; empty for never
   * @param registers new values
   */
  record Accepted(
      ResultCode result, String claim, Optional<Instant> until, List<Register> registers)
      implements Verification {
    /** Copies the registers. */
    public Accepted {
      registers = List.copyOf(registers);
    }
  }

  /**
   * The answer is wrong.
   *
   * @param result the denial to record
   * @param detail reason for administrators; never the expected value
   */
  record Refused(ResultCode result, String detail) implements Verification {}

  /**
   * The person must answer, or answer again: in reply to a {@link
   * org.vedette.api.auth.Answer.Signal} the same question stays open with this as its new data, and
   * what is in {@code sends} is sent, for instance a call to another number.
   *
   * @param prompt one line to show, in the language of the context; in a call the name of what is
   *     said next, for instance {@code retry.pin}
   * @param life how long the challenge stays open; empty for the core's setting
   * @param data what to give back with the answer, at most 4 KiB; kept in memory and journal, so
   *     seal or hash what is secret
   * @param sends messages to send first
   */
  record Pending(String prompt, Optional<Duration> life, byte[] data, List<Message> sends)
      implements Verification {
    /** Copies the messages. */
    public Pending {
      sends = List.copyOf(sends);
    }
  }

  /**
   * All depends on the PIN, which the core checks: a method never sees one that is stored. Only in
   * answer to a {@link org.vedette.api.auth.Answer.Signal} of an enrollment in PIN mode; a PIN
   * behind a typed code is cut off by the core before the method sees the code.
   *
   * @param pin what was typed
   * @param right the verdict where it is the user's PIN
   * @param wrong the verdict where it is not: a {@link Refused}, or a {@link Pending} that asks
   *     again
   */
  record PinTyped(Secret pin, Accepted right, Verification wrong) implements Verification {}

  /**
   * The person has chosen a new PIN, and typed it twice. The core stores it where its rules allow
   * it. A method is told that the PIN has to be changed by a signal of kind {@link #PIN_EXPIRED};
   * where it answers that with anything but a {@link Pending}, the sign-in ends denied.
   *
   * @param pin the new PIN
   * @param right the verdict where it was stored
   * @param bad the verdict where the rules do not allow it
   */
  record PinChosen(Secret pin, Accepted right, Verification bad) implements Verification {}

  /** Kind of the signal that says: the PIN was right, and has to be changed. */
  String PIN_EXPIRED = "pin.expired";

  /**
   * The method cannot serve this enrollment now; the next one is tried.
   *
   * @param why one sentence for an administrator
   */
  record Unable(String why) implements Verification {}

  /** Handles every verdict. */
  default <R> R match(
      Function<Accepted, R> accepted,
      Function<Refused, R> refused,
      Function<Pending, R> pending,
      Function<PinTyped, R> pin,
      Function<PinChosen, R> chosen,
      Function<Unable, R> unable) {
    if (this instanceof Accepted one) {
      return accepted.apply(one);
    }
    if (this instanceof Refused one) {
      return refused.apply(one);
    }
    if (this instanceof Pending one) {
      return pending.apply(one);
    }
    if (this instanceof PinTyped one) {
      return pin.apply(one);
    }
    if (this instanceof PinChosen one) {
      return chosen.apply(one);
    }
    return unable.apply((Unable) this);
  }
}
