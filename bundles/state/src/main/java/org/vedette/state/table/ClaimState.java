package org.vedette.state.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.vedette.api.state.Claim;

/**
 * What is known of one claim, and the key under which it is found: there may be millions, so key
 * and value are one array, and times are milliseconds. Guarded by the table.
 */
abstract sealed class ClaimState {
  private static final byte[] NONE = {};

  /** Length of the key (4 bytes), key, value. */
  private final byte[] name;

  private final int hash;

  private ClaimState(String key, String value) {
    byte[] first = key.getBytes(StandardCharsets.UTF_8);
    byte[] second = value.getBytes(StandardCharsets.UTF_8);
    byte[] both =
        ByteBuffer.allocate(Integer.BYTES + first.length + second.length)
            .putInt(first.length)
            .put(first)
            .put(second)
            .array();
    name = both;
    hash = Arrays.hashCode(both);
  }

  private int split() {
    return Integer.BYTES + ByteBuffer.wrap(name).getInt();
  }

  /** What it belongs to. */
  public String key() {
    return new String(name, Integer.BYTES, split() - Integer.BYTES, StandardCharsets.UTF_8);
  }

  /** What is used up. */
  public String value() {
    return new String(name, split(), name.length - split(), StandardCharsets.UTF_8);
  }

  /** Two are the same if they are about the same claim, whatever is known of it. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof ClaimState that && hash == that.hash && Arrays.equals(name, that.name);
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  /** Won, or being written. */
  static final class Held extends ClaimState {
    private final byte[] owner;
    private long since;
    private boolean reserved;
    private @Nullable CompletableFuture<Void> settled;

    Held(Claim claim, long now) {
      super(claim.key(), claim.value());
      owner = claim.owner();
      since = now;
    }

    boolean by(Claim claim) {
      return MessageDigest.isEqual(owner, claim.owner());
    }

    boolean over(long now) {
      return !reserved && now - since >= ClaimTable.HOLD.toMillis();
    }

    boolean reserved() {
      return reserved;
    }

    void reserve(boolean on, long now) {
      reserved = on;
      since = now;
    }

    /** Completes when something else is known of the claim. */
    CompletableFuture<Void> settled() {
      CompletableFuture<Void> waited = settled;
      if (waited == null) {
        waited = new CompletableFuture<>();
        settled = waited;
      }
      return waited;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void settle() {
      CompletableFuture<Void> waited = settled;
      if (waited != null) {
        waited.complete(null);
      }
    }
  }

  /** Used up. Only the outcome changes: it is forgotten, which a reader may see or not. */
  static final class Used extends ClaimState implements FinalClaim {
    private static final long NEVER = Long.MAX_VALUE;

    private final byte[] owner;
    private final long at;
    private final long until;
    private volatile byte[] outcome;

    Used(Claim claim, byte[] outcome, Instant at) {
      super(claim.key(), claim.value());
      this.owner = claim.owner();
      this.outcome = outcome;
      this.at = at.toEpochMilli();
      this.until = claim.until().map(Instant::toEpochMilli).orElse(NEVER);
    }

    Used(FinalClaim claim) {
      super(claim.key(), claim.value());
      this.owner = claim.owner();
      this.outcome = claim.outcome();
      this.at = claim.at().toEpochMilli();
      this.until = claim.until().map(Instant::toEpochMilli).orElse(NEVER);
    }

    private boolean outcomeOver(long now) {
      return now - at >= ClaimTable.HOLD.toMillis();
    }

    @Override
    public byte[] owner() {
      return owner;
    }

    @Override
    public byte[] outcome() {
      return outcome;
    }

    @Override
    public Instant at() {
      return Instant.ofEpochMilli(at);
    }

    @Override
    public Optional<Instant> until() {
      return until == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
    }

    boolean repeats(byte[] who, long now) {
      return MessageDigest.isEqual(owner, who) && !outcomeOver(now);
    }

    boolean over(long now) {
      return now >= until && outcomeOver(now);
    }

    void forgetOutcome(long now) {
      if (outcome.length > 0 && outcomeOver(now)) {
        outcome = NONE;
      }
    }
  }
}
