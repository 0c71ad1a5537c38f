package org.vedette.state.table;

import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.vedette.api.state.Claim;

/** A claim that was won, or is being written. Guarded by the table. */
final class HeldClaim {
  private final byte[] owner;
  private long since;
  private boolean reserved;
  private @Nullable CompletableFuture<Void> settled;

  HeldClaim(Claim claim, long now) {
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
