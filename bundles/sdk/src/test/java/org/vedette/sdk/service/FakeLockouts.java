package org.vedette.sdk.service;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.Lockouts;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.user.Block;

/** Lockouts and blocks in two maps. */
final class FakeLockouts implements Lockouts {
  private final Map<UUID, Instant> locked;
  private final Map<UUID, Block> frauds;

  FakeLockouts(Map<UUID, Instant> locked, Map<UUID, Block> frauds) {
    this.locked = locked;
    this.frauds = frauds;
  }

  @Override
  public Optional<Instant> lockedUntil(UUID user) {
    return Optional.ofNullable(locked.get(user));
  }

  @Override
  public CompletionStage<Forced> unlock(UUID user, String username, Actor actor) {
    locked.remove(user);
    return CompletableFuture.completedFuture(new Forced.Done());
  }

  @Override
  public Optional<Block> fraudBlock(UUID user) {
    return Optional.ofNullable(frauds.get(user));
  }

  @Override
  public CompletionStage<Forced> endFraudBlock(UUID user, String username, Actor actor) {
    frauds.remove(user);
    return CompletableFuture.completedFuture(new Forced.Done());
  }
}
