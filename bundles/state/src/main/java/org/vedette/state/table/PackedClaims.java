package org.vedette.state.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Final claims by name, in few large arrays: there may be millions that live for half a minute, and
 * as objects they would keep the garbage collector busy. Claims that live about equally long share
 * chunks, and a chunk is dropped whole when the last of its claims is over. Guarded by the table.
 */
final class PackedClaims {
  private static final long HOLD = ClaimTable.HOLD.toMillis();

  /** Longest lives, in milliseconds, of the claims that share chunks. */
  private static final long[] LIVES = {
    45_000, 240_000, 960_000, 3_840_000, 86_400_000, 2_592_000_000L, Long.MAX_VALUE
  };

  private static final int FEWEST_SLOTS = 1 << 10;
  private static final int OFFSET_BITS = 13;
  private static final int OFFSET_MASK = (1 << OFFSET_BITS) - 1;

  /** A final claim that was found, until the table is used again. */
  record Found(ClaimChunk chunk, int start) {
    /** Whether it was this owner's, so short ago that the outcome is said again. */
    boolean repeats(byte[] owner, long now) {
      return chunk.by(start, owner) && now - at() < HOLD;
    }

    byte[] outcome() {
      return chunk.outcome(start);
    }

    private long at() {
      return chunk.at(start);
    }

    private byte[] owner() {
      return chunk.owner(start);
    }

    private long ends() {
      return PackedClaims.ends(at(), chunk.until(start));
    }

    private boolean over(long now) {
      return now >= ends();
    }
  }

  /** Open addressing: hash above, place in a chunk plus 1 below; 0 is a free slot. */
  private long[] slots = new long[FEWEST_SLOTS];

  private int size;
  private final List<@Nullable ClaimChunk> chunks = new ArrayList<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private final List<ClaimChunk> spare = new ArrayList<>();

  /** Dropped while an image may still show them. */
  private final List<ClaimChunk> shown = new ArrayList<>();

  private int images;

  /** For each length of life the number of the chunk that is appended to; -1 for none. */
  private final int[] open = {-1, -1, -1, -1, -1, -1, -1};

  int size() {
    return size;
  }

  /** Finds a claim that is not over. */
  Optional<Found> find(ClaimName name, long now) {
    int slot = slotOf(name);
    if (slots[slot] == 0) {
      return Optional.empty();
    }
    return Optional.of(found(slots[slot])).filter(claim -> !claim.over(now));
  }

  /**
   * Whether a claim belongs in the place of the one of its name, whichever was heard of first: one
   * that the other was over before; otherwise the earlier, and of equals that of the smaller owner.
   */
  boolean yieldsTo(ClaimName name, FinalClaim claim) {
    long slot = slots[slotOf(name)];
    if (slot == 0) {
      return true;
    }
    Found known = found(slot);
    long at = claim.at().toEpochMilli();
    if (at >= known.ends()) {
      return true;
    }
    if (known.at() >= ends(at, ClaimTable.millis(claim.until())) || at > known.at()) {
      return false;
    }
    return at < known.at() || Arrays.compareUnsigned(claim.owner(), known.owner()) < 0;
  }

  /** Puts a claim, in the place of the one of its name. */
  void put(ClaimName name, byte[] owner, byte[] outcome, long at, long until) {
    long ends = ends(at, until);
    int room = ClaimChunk.room(name, owner, outcome);
    int number = chunkFor(ends - at, room, at);
    int start = chunk(number).append(name, owner, outcome, at, until, ends);
    int slot = slotOf(name);
    if (slots[slot] == 0) {
      size++;
    }
    int place = number << OFFSET_BITS | start / ClaimChunk.ALIGNED;
    slots[slot] = (long) name.hashCode() << Integer.SIZE | (place + 1) & 0xFFFF_FFFFL;
    if (size > slots.length / 2) {
      resize(slots.length * 2);
    }
  }

  /** Forgets what is over. */
  void sweep(long now) {
    for (int kind = 0; kind < open.length; kind++) {
      if (open[kind] >= 0 && isFull(chunk(open[kind]), LIVES[kind], now)) {
        open[kind] = -1;
      }
    }
    for (int number = 0; number < chunks.size(); number++) {
      ClaimChunk chunk = chunks.get(number);
      if (chunk != null && chunk.over() <= now && !isOpen(number)) {
        drop(number, chunk);
      }
    }
    while (slots.length > FEWEST_SLOTS && size < slots.length / 16) {
      resize(slots.length / 2);
    }
  }

  /**
   * Shows all claims.
   *
   * @param closed called when the image is closed; must call {@link #imageClosed}
   */
  ClaimImage image(Runnable closed) {
    List<ClaimImage.Part> parts = new ArrayList<>();
    for (ClaimChunk chunk : chunks) {
      if (chunk != null) {
        parts.add(new ClaimImage.Part(chunk, chunk.used(), chunk.count()));
      }
    }
    images++;
    return ClaimImage.of(parts, closed);
  }

  /** Uses again what only images kept. */
  void imageClosed() {
    images--;
    if (images == 0) {
      shown.forEach(this::spare);
      shown.clear();
    }
  }

  private static long ends(long at, long until) {
    return Math.max(until, at + HOLD);
  }

  private ClaimChunk chunk(int number) {
    ClaimChunk chunk = chunks.get(number);
    if (chunk == null) {
      throw new IllegalStateException("chunk " + number + " is gone");
    }
    return chunk;
  }

  /** A chunk that took claims for too long would keep the first of them until the last is over. */
  private static boolean isFull(ClaimChunk chunk, long life, long now) {
    return now - chunk.opened() > life / 4 || chunk.over() <= now;
  }

  private boolean isOpen(int number) {
    for (int each : open) {
      if (each == number) {
        return true;
      }
    }
    return false;
  }

  private int chunkFor(long life, int room, long now) {
    int kind = 0;
    while (life > LIVES[kind]) {
      kind++;
    }
    int number = open[kind];
    if (number < 0 || !chunk(number).hasRoom(room)) {
      number = add(room, now);
      open[kind] = number;
    }
    return number;
  }

  private int add(int room, long now) {
    ClaimChunk chunk =
        room > ClaimChunk.SIZE || spare.isEmpty()
            ? new ClaimChunk(room)
            : spare.remove(spare.size() - 1);
    chunk.open(now);
    @Nullable Integer number = free.poll();
    if (number == null) {
      chunks.add(chunk);
      return chunks.size() - 1;
    }
    chunks.set(number, chunk);
    return number;
  }

  private void drop(int number, ClaimChunk chunk) {
    for (int start = 0; start < chunk.used(); start = chunk.next(start)) {
      int place = number << OFFSET_BITS | start / ClaimChunk.ALIGNED;
      remove((long) chunk.hash(start) << Integer.SIZE | (place + 1) & 0xFFFF_FFFFL);
    }
    chunks.set(number, null);
    free.add(number);
    if (images == 0) {
      spare(chunk);
    } else {
      shown.add(chunk);
    }
  }

  /**
   * Keeps a chunk for the next claims, unless many are kept: memory comes and goes with the load.
   */
  private void spare(ClaimChunk chunk) {
    if (chunk.isUsual() && spare.size() <= chunks.size() - free.size()) {
      spare.add(chunk);
    }
  }

  private Found found(long slot) {
    int place = (int) slot - 1;
    return new Found(chunk(place >>> OFFSET_BITS), (place & OFFSET_MASK) * ClaimChunk.ALIGNED);
  }

  /** The slot that holds the claim of this name, or the free one where it belongs. */
  private int slotOf(ClaimName name) {
    int mask = slots.length - 1;
    int slot = name.hashCode() & mask;
    while (slots[slot] != 0 && !holds(slots[slot], name)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean holds(long slot, ClaimName name) {
    if ((int) (slot >>> Integer.SIZE) != name.hashCode()) {
      return false;
    }
    Found claim = found(slot);
    return claim.chunk().is(claim.start(), name);
  }

  /** Frees the slot of exactly this claim, if another has not taken it, and closes the gap. */
  private void remove(long claim) {
    int mask = slots.length - 1;
    int slot = home(claim);
    while (slots[slot] != 0 && slots[slot] != claim) {
      slot = slot + 1 & mask;
    }
    if (slots[slot] == 0) {
      return;
    }
    size--;
    int gap = slot;
    for (int next = gap + 1 & mask; slots[next] != 0; next = next + 1 & mask) {
      boolean reaches = (next - home(slots[next]) & mask) >= (next - gap & mask);
      if (reaches) {
        slots[gap] = slots[next];
        gap = next;
      }
    }
    slots[gap] = 0;
  }

  private int home(long claim) {
    return (int) (claim >>> Integer.SIZE) & slots.length - 1;
  }

  private void resize(int length) {
    long[] before = slots;
    slots = new long[length];
    for (long claim : before) {
      if (claim != 0) {
        int slot = home(claim);
        while (slots[slot] != 0) {
          slot = slot + 1 & length - 1;
        }
        slots[slot] = claim;
      }
    }
  }
}
