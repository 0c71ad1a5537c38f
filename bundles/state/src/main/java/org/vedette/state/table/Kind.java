package org.vedette.state.table;

import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;

/**
 * All registers of one kind. Read by any thread, written by one. A subject that is an UUID is kept
 * as such: a third of the memory.
 */
final class Kind {
  private static final int UUID_TEXT = 36;

  private final String name;
  private final Merge merge;
  private final Map<Object, Cell> cells;

  Kind(String name, Merge merge, int expected) {
    this.name = name;
    this.merge = merge;
    this.cells = new ConcurrentHashMap<>(expected);
  }

  Merge merge() {
    return merge;
  }

  int size() {
    return cells.size();
  }

  @Nullable Cell find(String subject) {
    return cells.get(pack(subject));
  }

  void write(String server, String subject, RegisterValue value) {
    cells.compute(pack(subject), (key, old) -> merged(old, server, value));
  }

  private Cell merged(@Nullable Cell old, String server, RegisterValue value) {
    if (merge == Merge.COUNT) {
      return old instanceof Cell.Counts counts
          ? counts.add(server, value)
          : new Cell.Counts(value.stamp(), Map.of(server, value.value()));
    }
    if (old instanceof Cell.One one) {
      return merge == Merge.MAX ? one.max(value) : one.latest(value);
    }
    return new Cell.One(value.stamp(), value.value());
  }

  /** Merges what another server knows; returns whether anything is new. */
  boolean merge(String subject, Cell theirs) {
    Object key = pack(subject);
    Cell old = cells.get(key);
    Cell merged = merged(old, theirs);
    if (merged == old) {
      return false;
    }
    cells.put(key, merged);
    return true;
  }

  /** Whether anything of it would be new. */
  boolean lacks(String subject, Cell theirs) {
    Cell old = cells.get(pack(subject));
    return merged(old, theirs) != old;
  }

  private Cell merged(@Nullable Cell old, Cell theirs) {
    if (theirs instanceof Cell.Counts counts) {
      return old instanceof Cell.Counts known ? known.merge(counts) : counts;
    }
    return old instanceof Cell.One known
        ? merge == Merge.MAX ? known.max(theirs.read()) : known.latest(theirs.read())
        : theirs;
  }

  /** Shows each; what is written meanwhile may be shown or not. */
  Iterator<RegisterTable.Held> each() {
    return cells.entrySet().stream()
        .map(
            each ->
                new RegisterTable.Held(
                    new RegisterKey(name, each.getKey().toString()), merge, each.getValue()))
        .iterator();
  }

  /** Puts what a snapshot holds. */
  void load(Object subject, Cell cell) {
    cells.put(subject, cell);
  }

  /** Copies the references; the writing thread calls, so nothing changes meanwhile. */
  KindImage image() {
    Object[] subjects = new Object[cells.size()];
    Cell[] values = new Cell[subjects.length];
    int i = 0;
    for (Map.Entry<Object, Cell> each : cells.entrySet()) {
      subjects[i] = each.getKey();
      values[i++] = each.getValue();
    }
    return new KindImage(name, merge, subjects, values);
  }

  /** Reads the one text that {@link UUID#toString} writes; any other stays text. */
  private static Object pack(String subject) {
    if (subject.length() != UUID_TEXT) {
      return subject;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < UUID_TEXT; i++) {
      char c = subject.charAt(i);
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (c != '-') {
          return subject;
        }
        continue;
      }
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        return subject;
      }
      high = high << 4 | low >>> 60;
      low = low << 4 | digit;
    }
    return new UUID(high, low);
  }
}
