package org.vedette.core.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * Counts wrong passwords for one name from one source, so that guessing is slow and an outsider
 * elsewhere cannot keep the person out. In memory of this server; bounded; thread-safe.
 */
public final class PasswordThrottle {
  private static final int MAX_ENTRIES = 50_000;
  private static final int SCHEMA = 1;

  private record Key(String source, String name) {}

  private record Count(int failures, Instant since) {}

  private final Map<Key, Count> counts = new LinkedHashMap<>();

  /** Goes on with the image that a predecessor left; what is none begins anew. */
  public static PasswordThrottle restored(Optional<Object> image) {
    PasswordThrottle throttle = new PasswordThrottle();
    image.filter(byte[].class::isInstance).map(byte[].class::cast).ifPresent(throttle::restore);
    return throttle;
  }

  /** Returns all counts, for a successor. */
  public synchronized byte[] image() {
    Encoder out = new Encoder().u8(SCHEMA).i32(counts.size());
    counts.forEach(
        (key, count) ->
            out.text(key.source()).text(key.name()).i32(count.failures()).instant(count.since()));
    return out.toBytes();
  }

  private synchronized void restore(byte[] image) {
    try {
      Decoder in = new Decoder(image);
      if (in.u8() == SCHEMA) {
        for (int left = in.i32(); left > 0; left--) {
          counts.put(new Key(in.text(), in.text()), new Count(in.i32(), in.instant()));
        }
      }
    } catch (MalformedRecordException another) {
      counts.clear();
    }
  }

  /** Returns whether the next password must wait. */
  public synchronized boolean waits(
      String source, String name, int limit, Duration window, Instant now) {
    Count count = counts.get(new Key(source, name));
    return count != null && count.failures() >= limit && now.isBefore(count.since().plus(window));
  }

  /** Counts a wrong password. */
  public synchronized void failed(String source, String name, Duration window, Instant now) {
    Key key = new Key(source, name);
    Count count = counts.remove(key);
    if (count == null || !now.isBefore(count.since().plus(window))) {
      counts.put(key, new Count(1, now));
    } else {
      counts.put(key, new Count(count.failures() + 1, count.since()));
    }
    if (counts.size() > MAX_ENTRIES) {
      Iterator<Key> oldest = counts.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Forgets the count after a right password. */
  public synchronized void succeeded(String source, String name) {
    counts.remove(new Key(source, name));
  }
}
