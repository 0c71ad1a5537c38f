package org.vedette.client.http.answer;

import java.time.Duration;
import org.vedette.api.delivery.Delivery;

/**
 * What came of one request.
 *
 * @param delivery for the core
 * @param state what it says of the provider
 * @param pause how long the provider wants to be left alone; zero if it does not say
 */
public record Verdict(Delivery delivery, State state, Duration pause) {
  /** How the provider is. */
  public enum State {
    /** It works, whatever it said of this message. */
    WORKS,
    /** It failed this time; several in a row are more than an accident. */
    FAILED,
    /** It cannot be used at all; that may pass by itself. */
    DOWN,
    /** It cannot be used until an operator acts. */
    REFUSES_US,
    /** It works, but wants no more for a while. */
    BUSY
  }

  /** The provider took the message. */
  static Verdict sent(String reference) {
    return of(new Delivery.Sent(reference), State.WORKS);
  }

  /** The provider will not take it, and no other would. */
  static Verdict rejected(String why) {
    return of(new Delivery.Rejected(why), State.WORKS);
  }

  /** It did not get through. */
  public static Verdict unreachable(String why, State state) {
    return of(new Delivery.Unreachable(why), state);
  }

  /** It did not get through, and the provider wants to be left alone. */
  static Verdict busy(String why, Duration pause) {
    return new Verdict(new Delivery.Unreachable(why), State.BUSY, pause);
  }

  private static Verdict of(Delivery delivery, State state) {
    return new Verdict(delivery, state, Duration.ZERO);
  }
}
