package org.vedette.api.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Remembers that a server does not work, so that no request has to find it out again. Open means:
 * do not ask. Only the watch closes it. Thread-safe.
 */
public final class Breaker {
  private static final int TOLERATED_TIMEOUTS = 2;
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);
  private static final Duration LASTING_DELAY = Duration.ofSeconds(60);
  private static final Duration CALM = Duration.ofSeconds(60);

  private final InstantSource clock;
  private Optional<String> reason = Optional.empty();
  private Duration delay = Duration.ZERO;
  private Instant retryAt = Instant.MIN;
  private Instant closedAt = Instant.MIN;
  private int timeouts;

  /** Begins closed. */
  public Breaker(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns why the server is not asked; empty when it is. */
  public synchronized Optional<String> reason() {
    return reason;
  }

  /** Whether it is open and time to try the server again. */
  public synchronized boolean retryDue() {
    return reason.isPresent() && !clock.instant().isBefore(retryAt);
  }

  /**
   * Notes a failure for which the server is not to be asked again.
   *
   * @param lasting whether only an operator can mend it
   * @return true when this opened it
   */
  public synchronized boolean fail(String why, boolean lasting) {
    Instant now = clock.instant();
    boolean opened = reason.isEmpty();
    if (opened && closedAt.isBefore(now.minus(CALM))) {
      delay = Duration.ZERO;
    }
    reason = Optional.of(why);
    delay = lasting ? LASTING_DELAY : grown();
    retryAt = now.plus(delay);
    timeouts = 0;
    return opened;
  }

  /**
   * Notes that the server kept one request waiting; several in a row open the breaker.
   *
   * @return true when this opened it
   */
  public synchronized boolean slow(String why) {
    timeouts++;
    return reason.isEmpty() && timeouts > TOLERATED_TIMEOUTS && fail(why, false);
  }

  /** Notes an answer to a request. */
  public synchronized void answered() {
    timeouts = 0;
  }

  /**
   * Notes that the server works.
   *
   * @return true when this closed it
   */
  public synchronized boolean close() {
    boolean closed = reason.isPresent();
    reason = Optional.empty();
    timeouts = 0;
    if (closed) {
      closedAt = clock.instant();
    }
    return closed;
  }

  private Duration grown() {
    Duration next = delay.isZero() ? FIRST_DELAY : delay.multipliedBy(2);
    return next.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : next;
  }
}
