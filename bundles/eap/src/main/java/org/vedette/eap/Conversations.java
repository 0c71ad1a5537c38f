package org.vedette.eap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * All conversations, so many at most. When a new one finds no room the one that was silent for
 * longest makes it: who begins many and goes on with none pushes out its own. Thread-safe.
 */
final class Conversations {
  /** A question to a person takes at most as long as an application may wait. */
  private static final long MOST_BUSY_NANOS = 150_000_000_000L;

  private static final class Entry {
    private final Conversation conversation;
    private long touched;

    Entry(Conversation conversation, long now) {
      this.conversation = conversation;
      this.touched = now;
    }
  }

  private final Map<ByteBuffer, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final LongSupplier nanoTime;

  Conversations(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Adds one.
   *
   * @return false when all others are being worked on
   */
  boolean add(byte[] id, Conversation conversation, int most) {
    Conversation gone = null;
    synchronized (this) {
      if (entries.size() >= most) {
        Optional<Conversation> silent = takeSilent();
        if (silent.isEmpty()) {
          return false;
        }
        gone = silent.get();
      }
      entries.put(ByteBuffer.wrap(id), new Entry(conversation, nanoTime.getAsLong()));
    }
    if (gone != null) {
      gone.close("too many conversations run");
    }
    return true;
  }

  /** Finds one of an application, which is then the least silent. */
  synchronized Optional<Conversation> find(byte[] id, UUID application) {
    Entry entry = entries.get(ByteBuffer.wrap(id));
    if (entry == null || !entry.conversation.application().equals(application)) {
      return Optional.empty();
    }
    entry.touched = nanoTime.getAsLong();
    return Optional.of(entry.conversation);
  }

  /** Ends those that were silent for longer than they may. */
  void sweep(long idleNanos) {
    List<Conversation> gone = new ArrayList<>();
    synchronized (this) {
      long now = nanoTime.getAsLong();
      for (Iterator<Entry> each = entries.values().iterator(); each.hasNext(); ) {
        Entry entry = each.next();
        long silent = now - entry.touched;
        boolean busy = entry.conversation.isBusy();
        long allowed =
            busy ? MOST_BUSY_NANOS : Math.max(idleNanos, entry.conversation.patience().toNanos());
        if (silent > allowed) {
          each.remove();
          gone.add(entry.conversation);
        }
      }
    }
    gone.forEach(each -> each.close("nothing was heard for too long"));
  }

  /** Ends all. */
  void clear(String why) {
    List<Entry> all;
    synchronized (this) {
      all = List.copyOf(entries.values());
      entries.clear();
    }
    all.forEach(each -> each.conversation.close(why));
  }

  synchronized int count() {
    return entries.size();
  }

  private Optional<Conversation> takeSilent() {
    for (Iterator<Entry> each = entries.values().iterator(); each.hasNext(); ) {
      Conversation eldest = each.next().conversation;
      if (!eldest.isBusy()) {
        each.remove();
        return Optional.of(eldest);
      }
    }
    return Optional.empty();
  }
}
