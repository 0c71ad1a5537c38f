package org.vedette.ldap;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Binds that are being decided, and those granted lately, by what makes them equal. Holds hashes of
 * passwords, never passwords, in memory only. Bounded: beyond 20,000 that were granted the one used
 * longest ago is forgotten. Thread-safe.
 */
final class Remembered {
  private static final int MOST = 20_000;

  /** One bind; guarded by the table. */
  static final class Entry {
    private final ByteBuffer key;
    private final byte[] owner;
    private final Client.Remembering rule;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private int waiting;
    private boolean granted;
    private boolean stale;
    private long grantedAt;
    private long usedAt;
    private String username = "";
    private Optional<Standing.Mark> mark = Optional.empty();

    private Entry(ByteBuffer key, byte[] owner, Client.Remembering rule) {
      this.key = key;
      this.owner = owner.clone();
      this.rule = rule;
    }

    /** Names the sign-in towards the core. */
    byte[] owner() {
      return owner.clone();
    }

    /** What becomes of it. */
    CompletableFuture<Verdict> verdict() {
      return verdict;
    }
  }

  /**
   * What was found for a bind.
   *
   * @param entry the equal bind, or the new one
   * @param fresh whether it is new: somebody has to ask the core
   */
  record Joined(Entry entry, boolean fresh) {}

  private final LinkedHashMap<ByteBuffer, Entry> granted = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<ByteBuffer, Entry> running = new HashMap<>();
  private final Standing standing;
  private final LongSupplier nanoTime;

  Remembered(Standing standing, LongSupplier nanoTime) {
    this.standing = standing;
    this.nanoTime = nanoTime;
  }

  /**
   * Joins an equal bind that is being decided or was granted lately, or begins a new one.
   *
   * @param owner makes the name of a new one towards the core
   */
  Joined join(ByteBuffer key, Client.Remembering rule, Supplier<byte[]> owner) {
    @Nullable Entry known;
    synchronized (this) {
      known = granted.get(key);
    }
    // The records are read outside of the lock.
    boolean counts = known != null && counts(known);
    synchronized (this) {
      if (known != null && counts) {
        known.usedAt = nanoTime.getAsLong();
        return new Joined(known, false);
      }
      granted.remove(key);
      Entry open = running.get(key);
      boolean fresh = open == null || open.stale;
      if (open == null || open.stale) {
        open = new Entry(key, owner.get(), rule);
        running.put(key, open);
      }
      open.waiting++;
      return new Joined(open, fresh);
    }
  }

  private boolean counts(Entry entry) {
    long now = nanoTime.getAsLong();
    Client.Remembering rule = entry.rule;
    boolean inTime =
        now - entry.grantedAt < rule.collapse().toNanos()
            || now - entry.usedAt < rule.idle().toNanos()
                && now - entry.grantedAt < rule.life().toNanos();
    return inTime && entry.mark.isPresent() && entry.mark.equals(standing.of(entry.username));
  }

  /** Ends a bind: one that was granted counts for a while. */
  void settle(Entry entry, Verdict verdict) {
    String username = verdict instanceof Verdict.Granted granted ? granted.username() : "";
    Optional<Standing.Mark> mark = username.isEmpty() ? Optional.empty() : standing.of(username);
    synchronized (this) {
      boolean wanted = running.remove(entry.key, entry) && !entry.stale;
      if (wanted && mark.isPresent()) {
        entry.granted = true;
        entry.grantedAt = nanoTime.getAsLong();
        entry.usedAt = entry.grantedAt;
        entry.username = username;
        entry.mark = mark;
        granted.put(entry.key, entry);
        if (granted.size() > MOST) {
          granted.remove(granted.keySet().iterator().next());
        }
      }
    }
    entry.verdict.complete(verdict);
  }

  /** One who waited goes away. Returns whether nobody waits any more. */
  synchronized boolean leave(Entry entry) {
    if (entry.granted || entry.verdict.isDone() || --entry.waiting > 0) {
      return false;
    }
    running.remove(entry.key, entry);
    return true;
  }

  /** The directory refused a password that had been granted. */
  synchronized void forget(Entry entry) {
    granted.remove(entry.key, entry);
  }

  /** Forgets all that were granted; those being decided count only for who waits now. */
  synchronized void forgetAll() {
    granted.clear();
    running.values().forEach(each -> each.stale = true);
  }

  /** Names towards the core of all binds that are being decided or were granted, by their keys. */
  synchronized Map<ByteBuffer, byte[]> owners() {
    Map<ByteBuffer, byte[]> owners = new HashMap<>();
    granted.values().forEach(each -> owners.put(each.key, each.owner()));
    running.values().forEach(each -> owners.put(each.key, each.owner()));
    return owners;
  }

  /** How many are being decided. */
  synchronized int running() {
    return running.size();
  }
}
