package org.vedette.api.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Handover;

/** Holds what bundles leave for their successors, in memory, each with its own expiry. */
@Component
public final class MemoryHandover implements Handover {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryHandover.class);
  private static final int MAX_ITEMS = 256;
  private static final long MAX_BYTES = 512L << 20;
  private static final Duration MAX_LIFE = Duration.ofMinutes(1);

  private record Item(Object value, long bytes, ScheduledFuture<?> expiry) {}

  private final Map<String, Item> items = new HashMap<>();
  private final ScheduledExecutorService clock;
  private long held;

  /** Starts the thread that ends what nobody takes. */
  @Activate
  public MemoryHandover() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, "vedette-handover");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    clock = timer;
  }

  @Override
  public synchronized void leave(String key, Object item, Duration life) {
    long bytes = measure(item);
    if (life.compareTo(MAX_LIFE) > 0) {
      throw new IllegalArgumentException("an item is kept for at most " + MAX_LIFE);
    }
    drop(key);
    if (items.size() >= MAX_ITEMS || held + bytes > MAX_BYTES) {
      throw new IllegalArgumentException("no room for " + key + ": " + bytes + " bytes");
    }
    ScheduledFuture<?> expiry =
        clock.schedule(() -> expire(key, item), life.toNanos(), TimeUnit.NANOSECONDS);
    items.put(key, new Item(item, bytes, expiry));
    held += bytes;
  }

  @Override
  public synchronized Optional<Object> take(String key) {
    Item item = items.remove(key);
    if (item == null) {
      return Optional.empty();
    }
    item.expiry().cancel(false);
    held -= item.bytes();
    return Optional.of(item.value());
  }

  /** Closes whatever is left. */
  @Deactivate
  public synchronized void close() {
    clock.shutdownNow();
    items.values().forEach(item -> release(item.value()));
    items.clear();
    held = 0;
  }

  private synchronized void expire(String key, Object item) {
    Item found = items.get(key);
    if (found != null && found.value() == item) {
      drop(key);
    }
  }

  private void drop(String key) {
    take(key).ifPresent(MemoryHandover::release);
  }

  private static void release(Object value) {
    if (value instanceof Collection<?> many) {
      many.forEach(MemoryHandover::release);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(MemoryHandover::release);
    } else if (value instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception failure) {
        LOG.debug("Closing an item nobody took failed. type={}", value.getClass(), failure);
      }
    }
  }

  /** Returns the bytes held by {@code item}, having checked that the JDK brought its class. */
  private static long measure(Object item) {
    ClassLoader loader = item.getClass().getClassLoader();
    if (loader != null && loader != ClassLoader.getPlatformClassLoader()) {
      throw new IllegalArgumentException("only JDK types are handed over, not " + item.getClass());
    }
    if (item instanceof byte[] bytes) {
      return bytes.length;
    }
    long sum = 16;
    if (item instanceof Collection<?> many) {
      for (Object each : many) {
        sum += measure(each);
      }
    } else if (item instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> each : map.entrySet()) {
        sum += measure(each.getKey()) + measure(each.getValue());
      }
    } else if (item instanceof CharSequence text) {
      sum += 2L * text.length();
    }
    return sum;
  }
}
