package org.vedette.gateway.mail;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.delivery.Delivery;

/** A mail that waits to be sent, or a look whether the server works again. */
final class Job {
  /** Empty: a look sends nothing. */
  private final Optional<Letter> letter;

  private final String code;
  private final Guard guard = new Guard();
  private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();

  private Job(Optional<Letter> letter, String code) {
    this.letter = letter;
    this.code = code;
  }

  /**
   * A mail.
   *
   * @param code what no answer may show
   */
  static Job mail(Letter letter, String code) {
    return new Job(Optional.of(letter), code);
  }

  /** A look. */
  static Job look() {
    return new Job(Optional.empty(), "");
  }

  Optional<Letter> letter() {
    return letter;
  }

  Guard guard() {
    return guard;
  }

  /** Whether nobody waits any more. */
  boolean ended() {
    return delivery.isDone();
  }

  /** The server has taken it. */
  void sent(String reference) {
    delivery.complete(new Delivery.Sent(Words.without(code, reference)));
  }

  /** The server will not take it. */
  void rejected(String why) {
    delivery.complete(new Delivery.Rejected(Words.without(code, why)));
  }

  /** Nobody could take it. */
  void unreachable(String why) {
    delivery.complete(new Delivery.Unreachable(Words.without(code, why)));
  }

  /** Its time is over: whoever waits is answered, and what is being done is cut off. */
  void late() {
    unreachable("it could not be sent in time");
    guard.end();
  }

  CompletionStage<Delivery> delivery() {
    return delivery;
  }
}
