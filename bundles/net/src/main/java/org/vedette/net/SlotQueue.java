package org.vedette.net;

import org.jspecify.annotations.Nullable;

/**
 * Slots in the order in which they expire: all in one queue live equally long, so the oldest is
 * first, and none is ever searched for.
 */
final class SlotQueue {
  private @Nullable Slot first;
  private @Nullable Slot last;
  private int size;

  void add(Slot slot) {
    Slot end = last;
    slot.before = end;
    slot.after = null;
    if (end == null) {
      first = slot;
    } else {
      end.after = slot;
    }
    last = slot;
    size++;
  }

  void remove(Slot slot) {
    Slot before = slot.before;
    Slot after = slot.after;
    if (before == null) {
      first = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.before = before;
    }
    slot.before = null;
    slot.after = null;
    size--;
  }

  @Nullable Slot first() {
    return first;
  }

  int size() {
    return size;
  }
}
