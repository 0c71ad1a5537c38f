package org.vedette.net.http;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait without a thread until they are called, or their time is over. Each leaves
 * exactly once, by exactly one of two doors. Thread-safe.
 *
 * @param <R> request
 */
final class WaitingRoom<R> {
  private final class Guest {
    final String path;
    final R request;
    @Nullable Future<?> end;
    @Nullable Future<?> look;

    Guest(String path, R request) {
      this.path = path;
      this.request = request;
    }
  }

  private final int places;
  private final ScheduledExecutorService timer;
  private final Consumer<R> resume;
  private final Consumer<R> refuse;
  private final Set<Guest> guests = new HashSet<>();
  private boolean closed;

  /**
   * An empty room.
   *
   * @param places most requests that wait at a time
   * @param timer runs both doors; shut down by its owner
   * @param resume takes a request that was called
   * @param refuse takes a request whose time is over, or that waits when the room closes
   */
  WaitingRoom(int places, ScheduledExecutorService timer, Consumer<R> resume, Consumer<R> refuse) {
    this.places = places;
    this.timer = timer;
    this.resume = resume;
    this.refuse = refuse;
  }

  /**
   * Lets a request wait.
   *
   * @param left after how long it is refused
   * @param look after how long it is called even if nobody does; null for never
   * @return false when there is no place, or the room is closed: nothing was done
   */
  synchronized boolean enter(String path, R request, Duration left, @Nullable Duration look) {
    if (closed || guests.size() >= places) {
      return false;
    }
    Guest guest = new Guest(path, request);
    guests.add(guest);
    guest.end = schedule(guest, left, refuse);
    if (look != null && look.compareTo(left) < 0) {
      guest.look = schedule(guest, look, resume);
    }
    return true;
  }

  /** Calls the requests for these paths. Returns at once; they leave on the timer's thread. */
  synchronized void call(Predicate<String> paths) {
    for (Guest guest : List.copyOf(guests)) {
      if (paths.test(guest.path)) {
        timer.execute(() -> leave(guest, resume));
      }
    }
  }

  /** Refuses all that wait, on the caller's thread, and lets nobody in any more. */
  void close() {
    List<Guest> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(guests);
    }
    all.forEach(guest -> leave(guest, refuse));
  }

  /** Returns how many wait. */
  synchronized int size() {
    return guests.size();
  }

  private Future<?> schedule(Guest guest, Duration delay, Consumer<R> door) {
    return timer.schedule(() -> leave(guest, door), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void leave(Guest guest, Consumer<R> door) {
    synchronized (this) {
      if (!guests.remove(guest)) {
        return;
      }
      cancel(guest.end);
      cancel(guest.look);
    }
    door.accept(guest.request);
  }

  private static void cancel(@Nullable Future<?> task) {
    if (task != null) {
      task.cancel(false);
    }
  }
}
