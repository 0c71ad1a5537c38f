package org.vedette.gateway.smpp.back;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vedette.gateway.smpp.text.Header.Part;

/**
 * Keeps parts of texts until all are there: {@value #MOST} texts at most, five minutes, and of each
 * no more than an answer to a question can be long. Thread-safe.
 */
final class Joiner {
  static final int MOST = 500;

  /** More parts than a text can have that anybody takes. */
  static final int MOST_PARTS = 8;

  static final Duration LIFE = Duration.ofMinutes(5);

  /**
   * Which text.
   *
   * @param from who sent it
   * @param to whom it was sent to
   * @param reference its reference
   * @param total how many parts it has
   */
  record Key(String from, String to, int reference, int total) {
    @Override
    public String toString() {
      return "Key[" + reference + "]";
    }
  }

  private record Open(Instant until, TreeMap<Integer, String> parts) {
    @Override
    public String toString() {
      return "Open[" + parts.size() + "]";
    }
  }

  private final InstantSource clock;
  private final Map<Key, Open> open = new LinkedHashMap<>();

  Joiner(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a part; returns the whole text when it was the last. It is kept until {@link #taken}. */
  synchronized Optional<String> add(Key key, Part part, String text) {
    Instant now = clock.instant();
    Iterator<Open> oldest = open.values().iterator();
    while (oldest.hasNext() && !now.isBefore(oldest.next().until())) {
      oldest.remove();
    }
    Open found = open.get(key);
    if (found == null) {
      if (open.size() >= MOST) {
        open.remove(open.keySet().iterator().next());
      }
      found = new Open(now.plus(LIFE), new TreeMap<>());
      open.put(key, found);
    }
    found.parts().put(part.number(), text);
    return found.parts().size() == part.total()
        ? Optional.of(String.join("", found.parts().values()))
        : Optional.empty();
  }

  /** Forgets a text that was taken. */
  synchronized void taken(Key key) {
    open.remove(key);
  }
}
