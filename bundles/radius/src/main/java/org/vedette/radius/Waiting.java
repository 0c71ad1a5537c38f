package org.vedette.radius;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vedette.api.radius.ClientState;

/** A sign-in that waits for its outcome. Thread-safe. */
final class Waiting {
  private final Arrival arrival;
  private final byte[] key;
  private final ByteBuffer index;
  private final String requestId;
  private final Instant began;
  private Instant last;
  private int sends = 1;

  /**
   * Begins.
   *
   * @param arrival the request
   * @param key its key among the repetitions
   * @param requestId its id
   * @param began when it arrived
   */
  Waiting(Arrival arrival, byte[] key, String requestId, Instant began) {
    this.arrival = arrival;
    this.key = key;
    this.index = ByteBuffer.wrap(key);
    this.requestId = requestId;
    this.began = began;
    this.last = began;
  }

  Arrival arrival() {
    return arrival;
  }

  byte[] key() {
    return key;
  }

  /** The key as one by which it is found. */
  ByteBuffer index() {
    return index;
  }

  String requestId() {
    return requestId;
  }

  Instant began() {
    return began;
  }

  /** The client has sent it again. */
  synchronized void repeated(Instant now) {
    sends++;
    last = now;
  }

  /** Tells how often it came, once it is over; returns what is new about its client. */
  synchronized Optional<ClientState.Rhythm> learn(Rhythm rhythm, Instant end) {
    return sends > 1
        ? rhythm.learn(sends, Duration.between(began, last), Duration.between(began, end))
        : Optional.empty();
  }
}
