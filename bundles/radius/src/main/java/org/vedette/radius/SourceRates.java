package org.vedette.radius;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests a second each source may send, where its application sets a limit. A source may
 * save up one second. Bounded: beyond 4096 sources the one unheard of for longest is forgotten.
 * Thread-safe.
 */
final class SourceRates {
  private static final int MOST = 4096;
  private static final double NANOS = 1e9;

  private static final class Bucket {
    private double tokens;
    private long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  private final LongSupplier nanoTime;
  private final Map<InetAddress, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  SourceRates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Tells whether one more request of a source is within its rate. */
  boolean pass(Client client, InetAddress source) {
    int rate = client.maxRate();
    return rate == 0 || take(rate, source);
  }

  private synchronized boolean take(int rate, InetAddress source) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(source, each -> new Bucket(rate, now));
    if (buckets.size() > MOST) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    bucket.tokens = Math.min(rate, bucket.tokens + rate * (now - bucket.at) / NANOS);
    bucket.at = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }
}
