package org.vedette.api.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Lets each key pass once a minute, and all keys together a limited number of times, so that nobody
 * can fill the log by sending. Bounded: beyond 1024 keys the oldest is forgotten. Thread-safe.
 */
public final class RateLimit {
  /** What {@link #pass} returns to who may not. */
  public static final long REFUSED = -1;

  private static final long PERIOD_NANOS = 60_000_000_000L;
  private static final int MAX_KEYS = 1024;

  private static final class Window {
    private final long began;
    private long refused;

    Window(long began) {
      this.began = began;
    }
  }

  private final LongSupplier nanoTime;
  private final IntSupplier most;
  private final Map<Object, Window> windows = new LinkedHashMap<>();
  private long began;
  private int passed;

  /**
   * Begins with nothing passed.
   *
   * @param nanoTime a clock like {@link System#nanoTime}
   * @param most how many keys pass in a minute, asked each time
   */
  public RateLimit(LongSupplier nanoTime, IntSupplier most) {
    this.nanoTime = nanoTime;
    this.most = most;
    this.began = nanoTime.getAsLong();
  }

  /**
   * Asks to pass.
   *
   * @return {@link #REFUSED}, or how often the key was refused since it last passed
   */
  public synchronized long pass(Object key) {
    long now = nanoTime.getAsLong();
    if (now - began >= PERIOD_NANOS) {
      began = now;
      passed = 0;
    }
    Window window = windows.get(key);
    if (window != null && now - window.began < PERIOD_NANOS) {
      window.refused++;
      return REFUSED;
    }
    if (passed >= most.getAsInt()) {
      return REFUSED;
    }
    passed++;
    windows.remove(key);
    if (windows.size() >= MAX_KEYS) {
      windows.remove(windows.keySet().iterator().next());
    }
    windows.put(key, new Window(now));
    return window == null ? 0 : window.refused;
  }
}
