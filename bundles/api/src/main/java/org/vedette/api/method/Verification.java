package org.vedette.api.method;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Message;

/** A method's verdict, as data: the core does what it says. */
public sealed interface Verification
    permits Verification.Accepted, Verification.Refused, Verification.Pending, Verification.Unable {

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
   * The person must answer.
   *
   * @param prompt one line to show, in the language of the context
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
    return unable.apply((Unable) this);
  }
}
