package org.vedette.eap;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.bouncycastle.tls.TlsSession;

/**
 * TLS sessions that may be resumed (RFC 5246 section 7.3): they save the peer a signature and the
 * server its, and prove nothing about a person. Those of one application are not known to another.
 * Thread-safe.
 */
final class Sessions {
  private record Key(UUID application, ByteBuffer id) {}

  private record Entry(TlsSession session, long until) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private final LongSupplier nanoTime;

  Sessions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Remembers a session.
   *
   * @param nanos for how long
   * @param most how many may be remembered; the oldest go
   */
  synchronized void put(UUID application, TlsSession session, long nanos, int most) {
    Key key = key(application, session.getSessionID());
    drop(entries.remove(key));
    entries.put(key, new Entry(session, nanoTime.getAsLong() + nanos));
    Iterator<Entry> oldest = entries.values().iterator();
    while (entries.size() > most) {
      drop(oldest.next());
      oldest.remove();
    }
  }

  /** Finds a session that is not too old. */
  synchronized Optional<TlsSession> find(UUID application, byte[] id) {
    Entry entry = entries.get(key(application, id));
    return entry == null || nanoTime.getAsLong() - entry.until() > 0
        ? Optional.empty()
        : Optional.of(entry.session());
  }

  /** Forgets what is too old. */
  synchronized void sweep() {
    long now = nanoTime.getAsLong();
    entries
        .values()
        .removeIf(
            each -> {
              boolean over = now - each.until() > 0;
              if (over) {
                drop(each);
              }
              return over;
            });
  }

  /** Forgets all. */
  synchronized void clear() {
    entries.values().forEach(Sessions::drop);
    entries.clear();
  }

  synchronized int count() {
    return entries.size();
  }

  private static void drop(@org.jspecify.annotations.Nullable Entry entry) {
    if (entry != null) {
      entry.session().invalidate();
    }
  }

  private static Key key(UUID application, byte[] id) {
    return new Key(application, ByteBuffer.wrap(id.clone()));
  }
}
