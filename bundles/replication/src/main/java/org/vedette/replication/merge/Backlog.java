package org.vedette.replication.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * News that one other server has not taken yet, numbered, and bounded by octets. Guarded by its
 * owner.
 */
final class Backlog {
  /** Octets that may wait; who falls behind further is given everything later. */
  static final long MOST_BYTES = 8 << 20;

  private static final int MOST_TOGETHER = 500;
  private static final long BYTES_TOGETHER = 1 << 20;

  private record Item(byte[] news, @Nullable CompletableFuture<Void> taken) {}

  private final Deque<Item> items = new ArrayDeque<>();
  private long bytes;
  private long first = 1;

  int size() {
    return items.size();
  }

  long bytes() {
    return bytes;
  }

  /** Number of the first that waits, or of the next that comes. */
  long first() {
    return first;
  }

  /** Adds one; returns false, and holds nothing any more, when there is no room. */
  boolean add(byte[] news, @Nullable CompletableFuture<Void> taken) {
    if (bytes + news.length > MOST_BYTES) {
      drop();
      if (taken != null) {
        taken.complete(null);
      }
      first++;
      return false;
    }
    items.add(new Item(news, taken));
    bytes += news.length;
    return true;
  }

  /** The oldest, as many as travel together. */
  List<byte[]> oldest() {
    List<byte[]> together = new ArrayList<>();
    long length = 0;
    for (Item item : items) {
      length += item.news().length;
      if (!together.isEmpty() && (length > BYTES_TOGETHER || together.size() == MOST_TOGETHER)) {
        break;
      }
      together.add(item.news());
    }
    return together;
  }

  /** All below a number were taken. */
  void taken(long next) {
    while (first < next && !items.isEmpty()) {
      Item item = items.remove();
      bytes -= item.news().length;
      first++;
      tell(item);
    }
  }

  /** Nobody waits any more for what waits to be taken. */
  void letGo() {
    items.forEach(Backlog::tell);
  }

  /** Forgets all. */
  void drop() {
    letGo();
    first += items.size();
    items.clear();
    bytes = 0;
  }

  private static void tell(Item item) {
    CompletableFuture<Void> taken = item.taken();
    if (taken != null) {
      taken.completeAsync(() -> null);
    }
  }
}
