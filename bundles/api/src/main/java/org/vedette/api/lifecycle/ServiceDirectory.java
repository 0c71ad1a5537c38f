package org.vedette.api.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Services of one kind by key, which come and go while requests run.
 *
 * <p>Readers see an immutable map and never lock. Where several services share a key, the one with
 * the highest ranking serves; of equals the one added last, which is the successor in an update. In
 * the gap between an old and a new bundle {@link #await} lets a request wait instead of failing.
 *
 * @param <K> key, normally the value of a service property
 * @param <S> service
 */
public final class ServiceDirectory<K, S> {
  private record Entry<K, S>(K key, int ranking, long order, S service) {}

  private record Waiter<K, S>(K key, CompletableFuture<Optional<S>> found) {}

  private final Object lock = new Object();
  private final List<Entry<K, S>> entries = new ArrayList<>();
  private final List<Waiter<K, S>> waiters = new ArrayList<>();
  private volatile Map<K, S> best = Map.of();
  private long added;

  /** Adds a service and wakes whoever waits for its key. Called by DS from any thread. */
  public void add(K key, int ranking, S service) {
    List<CompletableFuture<Optional<S>>> ready = new ArrayList<>();
    synchronized (lock) {
      entries.add(new Entry<>(key, ranking, added++, service));
      publish();
      for (Iterator<Waiter<K, S>> each = waiters.iterator(); each.hasNext(); ) {
        Waiter<K, S> waiter = each.next();
        if (waiter.key().equals(key)) {
          ready.add(waiter.found());
          each.remove();
        }
      }
    }
    ready.forEach(found -> found.complete(find(key)));
  }

  /** Removes exactly this service object under this key; unknown ones are ignored. */
  public void remove(K key, S service) {
    synchronized (lock) {
      entries.removeIf(entry -> entry.key().equals(key) && entry.service() == service);
      publish();
    }
  }

  /** Returns the service for {@code key} if it is here now. */
  public Optional<S> find(K key) {
    return Optional.ofNullable(best.get(key));
  }

  /** Returns all keys that are served now. */
  public Set<K> keys() {
    return best.keySet();
  }

  /** Returns the best service of each key. */
  public List<S> all() {
    return List.copyOf(best.values());
  }

  /**
   * Returns the service, waiting up to {@code waitUpTo} for it to come back. Holds no thread; the
   * stage completes empty when the time is over.
   */
  public CompletionStage<Optional<S>> await(K key, Duration waitUpTo) {
    Optional<S> now = find(key);
    if (now.isPresent() || waitUpTo.isZero() || waitUpTo.isNegative()) {
      return CompletableFuture.completedFuture(now);
    }
    CompletableFuture<Optional<S>> found = new CompletableFuture<>();
    Waiter<K, S> waiter = new Waiter<>(key, found);
    synchronized (lock) {
      Optional<S> meanwhile = find(key);
      if (meanwhile.isPresent()) {
        return CompletableFuture.completedFuture(meanwhile);
      }
      waiters.add(waiter);
    }
    return found
        .completeOnTimeout(Optional.empty(), waitUpTo.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete(
            (service, failure) -> {
              synchronized (lock) {
                waiters.remove(waiter);
              }
            });
  }

  private void publish() {
    Map<K, S> next = new HashMap<>();
    entries.stream()
        .sorted(Comparator.comparingInt(Entry<K, S>::ranking).thenComparingLong(Entry::order))
        .forEach(entry -> next.put(entry.key(), entry.service()));
    best = Map.copyOf(next);
  }
}
