package org.vedette.replication.member;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.store.StoreUnavailableException;

/** A service that comes and goes: while it is being replaced, whoever needs it waits a while. */
public final class Live<S> {
  private final String name;
  private final Duration patience;
  private @Nullable S service;

  /**
   * Waits for it.
   *
   * @param name what is said to be missing
   * @param patience longest wait
   */
  Live(String name, Duration patience) {
    this.name = name;
    this.patience = patience;
  }

  /** The service is here. */
  public synchronized void add(S found) {
    service = found;
    notifyAll();
  }

  /** The service goes. */
  public synchronized void remove(S gone) {
    if (service == gone) {
      service = null;
    }
  }

  /** Returns the service if it is here. */
  synchronized Optional<S> now() {
    return Optional.ofNullable(service);
  }

  /**
   * Returns the service.
   *
   * @throws StoreUnavailableException when it does not come in time
   */
  synchronized S get() {
    long end = System.nanoTime() + patience.toNanos();
    S found = service;
    while (found == null) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new StoreUnavailableException(
            name + " is not here", new IllegalStateException("no such service"));
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new StoreUnavailableException("this server is being stopped", interrupted);
      }
      found = service;
    }
    return found;
  }
}
