package org.vedette.api.accounting;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hands reports on to another server. Registered with the service property {@value #PROPERTY} set
 * to its name, like {@code radius:old}.
 */
@ConsumerType
public interface AccountingForwarder {
  /** Service property that carries the name. */
  String PROPERTY = "vedette.accounting.target";

  /** What became of it. */
  sealed interface Forwarded permits Delivered, Silent, Impossible {
    /** Handles every case. */
    default <R> R match(
        Function<Delivered, R> delivered,
        Function<Silent, R> silent,
        Function<Impossible, R> impossible) {
      if (this instanceof Delivered it) {
        return delivered.apply(it);
      }
      if (this instanceof Silent it) {
        return silent.apply(it);
      }
      return impossible.apply((Impossible) this);
    }
  }

  /** The other server has acknowledged it. */
  record Delivered() implements Forwarded {}

  /**
   * It did not, or nobody could be asked: worth another try later.
   *
   * @param why one sentence for the log
   */
  record Silent(String why) implements Forwarded {}

  /**
   * It can never be handed on.
   *
   * @param why one sentence for the log
   */
  record Impossible(String why) implements Forwarded {}

  /**
   * Hands a report on. Called from any thread; must not block it. The stage never completes
   * exceptionally, and within a minute.
   *
   * @param attributes of the report, as {@link AccountingReport#attributes}
   * @param waited how long it has been here; Acct-Delay-Time grows by it (RFC 2866 section 5.2)
   */
  CompletionStage<Forwarded> forward(byte[] attributes, Duration waited);
}
