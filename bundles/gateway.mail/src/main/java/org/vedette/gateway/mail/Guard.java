package org.vedette.gateway.mail;

import java.util.Optional;

/**
 * Ends work whose time is over, by closing what it waits for. Whoever waits for something says so
 * first; what is said afterwards is closed at once.
 */
final class Guard {
  private Optional<Runnable> closing = Optional.empty();
  private boolean over;

  /** Says how the wait that begins now can be ended; it replaces what was said before. */
  void watches(Runnable ends) {
    synchronized (this) {
      closing = Optional.of(ends);
      if (!over) {
        return;
      }
    }
    ends.run();
  }

  /** The work is done: there is nothing to close any more. */
  synchronized void rest() {
    closing = Optional.empty();
  }

  /** The time is over. Called from any thread. */
  void end() {
    Optional<Runnable> now;
    synchronized (this) {
      over = true;
      now = closing;
      closing = Optional.empty();
    }
    now.ifPresent(Runnable::run);
  }

  /** Whether the time is over. */
  synchronized boolean over() {
    return over;
  }
}
