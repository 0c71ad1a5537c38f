package org.vedette.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.net.ReplyTable;

/**
 * Remembers the requests of one socket (RFC 5080, section 2.2.2): a hash map, and two queues from
 * which pending and answered requests expire. Every operation takes constant time under one lock.
 */
final class Replies implements ReplyTable {
  static final Duration PENDING = Duration.ofSeconds(120);
  static final Duration ANSWERED = Duration.ofSeconds(30);

  private static final Seen NEW = new New();
  private static final Seen IS_PENDING = new Pending();
  private static final Seen FULL = new Full();

  private final Supplier<NetSettings> limits;
  private final LongSupplier nanoTime;
  private final Map<Slot, Slot> slots = new HashMap<>();
  private final SlotQueue pending = new SlotQueue();
  private final SlotQueue answered = new SlotQueue();
  private final SlotQueue leftBehind = new SlotQueue();
  private long bytes;

  Replies(Supplier<NetSettings> limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized Seen enter(byte[] key) {
    long now = nanoTime.getAsLong();
    expire(now);
    Slot known = slots.get(new Slot(key));
    if (known != null) {
      byte[] reply = known.reply;
      return reply == null ? IS_PENDING : new Answered(reply);
    }
    if (!makeRoom(0)) {
      return FULL;
    }
    put(key.clone(), now + PENDING.toNanos(), null);
    return NEW;
  }

  @Override
  public synchronized void answered(byte[] key, byte[] reply) {
    long now = nanoTime.getAsLong();
    expire(now);
    byte[] kept = drop(key);
    if (makeRoom(reply.length)) {
      put(kept == null ? key.clone() : kept, now + ANSWERED.toNanos(), reply);
    }
  }

  @Override
  public synchronized void forget(byte[] key) {
    drop(key);
  }

  @Override
  public synchronized void leave(Left request) {
    expire(nanoTime.getAsLong());
    Slot known = slots.get(new Slot(request.key()));
    long size = request.packet().length + request.note().length;
    if (known == null || !known.pending() || known.left != null) {
      return;
    }
    if (!makeRoom(size)) {
      // A repetition by the client is then a fresh try.
      drop(request.key());
      return;
    }
    pending.remove(known);
    known.left = request;
    bytes += size;
    leftBehind.add(known);
  }

  @Override
  public synchronized List<Left> takeLeft() {
    long now = nanoTime.getAsLong();
    expire(now);
    List<Left> taken = new ArrayList<>(leftBehind.size());
    for (Slot slot = leftBehind.first(); slot != null; slot = leftBehind.first()) {
      Left request = slot.left;
      leftBehind.remove(slot);
      bytes -= slot.bytes();
      slot.left = null;
      slot.expires = now + PENDING.toNanos();
      pending.add(slot);
      if (request != null) {
        taken.add(request);
      }
    }
    return taken;
  }

  @Override
  public synchronized int pending() {
    expire(nanoTime.getAsLong());
    return pending.size() + leftBehind.size();
  }

  /** Puts back a request that another table remembered until {@code expires}. */
  synchronized void restore(byte[] key, long expires, byte @Nullable [] reply) {
    long now = nanoTime.getAsLong();
    if (expires - now > 0 && makeRoom(reply == null ? 0 : reply.length)) {
      drop(key);
      put(key, expires, reply);
    }
  }

  /** Returns what is remembered, each queue oldest first. */
  synchronized List<Slot> image() {
    expire(nanoTime.getAsLong());
    List<Slot> all = new ArrayList<>(slots.size());
    for (SlotQueue queue : List.of(leftBehind, pending, answered)) {
      for (Slot slot = queue.first(); slot != null; slot = slot.after) {
        all.add(slot);
      }
    }
    return all;
  }

  synchronized int size() {
    return slots.size();
  }

  private void put(byte[] key, long expires, byte @Nullable [] reply) {
    Slot slot = new Slot(key);
    slot.expires = expires;
    slot.reply = reply;
    slots.put(slot, slot);
    queueOf(slot).add(slot);
    bytes += slot.bytes();
  }

  /** Forgets a request and returns the key that was kept for it. */
  private byte @Nullable [] drop(byte[] key) {
    Slot known = slots.get(new Slot(key));
    if (known == null) {
      return null;
    }
    remove(known);
    return known.key;
  }

  private void remove(Slot slot) {
    slots.remove(slot);
    queueOf(slot).remove(slot);
    bytes -= slot.bytes();
  }

  private SlotQueue queueOf(Slot slot) {
    if (!slot.pending()) {
      return answered;
    }
    return slot.left == null ? pending : leftBehind;
  }

  private void expire(long now) {
    expire(answered, now);
    expire(pending, now);
    expire(leftBehind, now);
  }

  private void expire(SlotQueue queue, long now) {
    for (Slot oldest = queue.first();
        oldest != null && oldest.expires - now <= 0;
        oldest = queue.first()) {
      remove(oldest);
    }
  }

  /** Forgets the oldest replies until one more request fits; false when all are pending. */
  private boolean makeRoom(long more) {
    NetSettings now = limits.get();
    while (slots.size() >= now.maxEntries() || bytes + more > now.maxBytes()) {
      Slot oldest = answered.first();
      if (oldest == null) {
        return false;
      }
      remove(oldest);
    }
    return true;
  }
}
