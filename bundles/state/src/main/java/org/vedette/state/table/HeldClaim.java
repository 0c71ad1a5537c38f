package org.vedette.state.table;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.vedette.api.state.Claim;

/** A claim that others are asked about, that was won, or is being written. Guarded by the table. */
final class HeldClaim {
  private final byte[] owner;
  private final long ticket;
  private long since;
  private boolean asking;
  private boolean reserved;
  private @Nullable CompletableFuture<Void> settled;

  /**
   * A claim that is held from now on.
   *
   * @param ticket by which others are asked; 0 when nobody is
   */
  HeldClaim(Claim claim, long now, long ticket) {
    owner = claim.owner();
    since = now;
    this.ticket = ticket;
    asking = ticket != 0;
  }

  boolean by(Claim claim) {
    return MessageDigest.isEqual(owner, claim.owner());
  }

  /** Whether the request of that claim goes before ours, when both only ask. */
  boolean isAfter(Claim claim) {
    return Arrays.compareUnsigned(claim.owner(), owner) < 0;
  }

  boolean over(long now) {
    return !reserved && now - since >= ClaimTable.HOLD.toMillis();
  }

  /** Whether others are being asked, so that it is not won yet. */
  boolean asking() {
    return asking;
  }

  void won() {
    asking = false;
  }

  long ticket() {
    return ticket;
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
