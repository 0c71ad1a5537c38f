package org.vedette.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * How many texts, calls and mails an address may get within an hour, so that nobody's telephone is
 * flooded and no bill is run up by guessing names. Counted in memory, by each server for itself.
 * Bounded: beyond 100,000 addresses the oldest is forgotten. Thread-safe.
 */
final class SendLimits {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MOST = 100_000;

  /** What costs money or fills a mailbox. */
  private static final Set<String> COUNTED = Set.of("sms", "voice", "mail");

  private record Count(Instant began, int sent) {}

  private final IntSupplier most;
  private final Map<String, Count> counts = new LinkedHashMap<>();

  SendLimits(IntSupplier most) {
    this.most = most;
  }

  /** Tells whether another may be sent. */
  synchronized boolean allows(String channel, String to, Instant now) {
    return !COUNTED.contains(channel) || current(key(channel, to), now).sent() < most.getAsInt();
  }

  /** Counts one that is being sent. */
  synchronized void sent(String channel, String to, Instant now) {
    if (!COUNTED.contains(channel)) {
      return;
    }
    String key = key(channel, to);
    Count before = current(key, now);
    counts.remove(key);
    if (counts.size() >= MOST) {
      counts.remove(counts.keySet().iterator().next());
    }
    counts.put(key, new Count(before.began(), before.sent() + 1));
  }

  private Count current(String key, Instant now) {
    Count count = counts.get(key);
    return count == null || !now.isBefore(count.began().plus(WINDOW)) ? new Count(now, 0) : count;
  }

  private static String key(String channel, String to) {
    return channel + " " + to;
  }
}
