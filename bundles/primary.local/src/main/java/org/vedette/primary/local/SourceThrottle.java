package org.vedette.primary.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Limits what one network address may have hashed, so that whoever guesses from one place cannot
 * keep the processors from everybody else. Thread-safe, bounded.
 */
final class SourceThrottle {
  static final int MAX_SOURCES = 10_000;

  /** Leave to hash one password. */
  interface Permit {
    /** The hash is done; to be called once. */
    void done(boolean wrongPassword);
  }

  /** A permit, or why there is none. */
  record Decision(Optional<Permit> permit, String why) {}

  private static final class Source {
    private Instant windowEnds = Instant.MIN;
    private int failures;
    private int pending;
  }

  private final InstantSource clock;
  private final Supplier<LocalSettings> settings;

  /** The address heard of longest ago comes first. */
  private final Map<String, Source> sources = new LinkedHashMap<>(64, 0.75f, true);

  SourceThrottle(InstantSource clock, Supplier<LocalSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  synchronized Decision ask(String address) {
    LocalSettings limits = settings.get();
    Source source = sources.computeIfAbsent(address, unseen -> new Source());
    renew(source);
    if (source.pending >= limits.pendingPerSource()) {
      return new Decision(
          Optional.empty(), "too many password checks from " + address + " at the same time");
    }
    if (source.failures >= limits.failuresPerSource()) {
      return new Decision(Optional.empty(), "too many wrong passwords from " + address);
    }
    source.pending++;
    forgetOldest();
    return new Decision(Optional.of(wrong -> done(source, wrong)), "");
  }

  synchronized int sources() {
    return sources.size();
  }

  private synchronized void done(Source source, boolean wrongPassword) {
    source.pending--;
    if (wrongPassword) {
      renew(source);
      if (source.failures == 0) {
        source.windowEnds = clock.instant().plus(settings.get().window());
      }
      source.failures++;
    }
  }

  private void renew(Source source) {
    if (!clock.instant().isBefore(source.windowEnds)) {
      source.failures = 0;
    }
  }

  /** Forgets the address heard of longest ago, unless a check of it still runs. */
  private void forgetOldest() {
    if (sources.size() > MAX_SOURCES) {
      Iterator<Source> oldestFirst = sources.values().iterator();
      while (sources.size() > MAX_SOURCES && oldestFirst.hasNext()) {
        if (oldestFirst.next().pending == 0) {
          oldestFirst.remove();
        }
      }
    }
  }
}
