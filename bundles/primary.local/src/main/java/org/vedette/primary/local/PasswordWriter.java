package org.vedette.primary.local;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.vedette.api.primary.LocalPasswords;
import org.vedette.api.secret.PasswordHasher;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.LocalPassword;

/** Hashes new passwords and stores them. */
final class PasswordWriter implements LocalPasswords {
  private record Hashes(String phc, Optional<byte[]> sealedNtHash) {}

  private final Helpers helpers;
  private final InstantSource clock;
  private final BooleanSupplier keepNtHashes;

  PasswordWriter(Helpers helpers, InstantSource clock, BooleanSupplier keepNtHashes) {
    this.helpers = helpers;
    this.clock = clock;
    this.keepNtHashes = keepNtHashes;
  }

  @Override
  public CompletionStage<Committed> set(UUID user, Secret password, Actor actor) {
    return helpers
        .hasher(PasswordCheck.GAP)
        .thenCompose(
            hasher ->
                hasher
                    .map(found -> hashAndStore(found, user, password, actor))
                    .orElseGet(() -> unavailable("the vault is locked or away")))
        .exceptionally(PasswordWriter::explained);
  }

  private CompletionStage<Committed> hashAndStore(
      PasswordHasher hasher, UUID user, Secret password, Actor actor) {
    return hasher
        .hash(password)
        .thenCombine(ntHash(user, password), Hashes::new)
        .thenCompose(
            hashes ->
                helpers
                    .records(PasswordCheck.GAP)
                    .thenCombine(
                        helpers.changes(PasswordCheck.GAP),
                        (records, changes) -> store(records, changes, user, hashes, actor))
                    .thenCompose(stage -> stage));
  }

  private CompletionStage<Optional<byte[]>> ntHash(UUID user, Secret password) {
    return keepNtHashes.getAsBoolean()
        ? helpers
            .vault(PasswordCheck.GAP)
            .thenApply(
                vault ->
                    Optional.of(NtHashes.seal(Helpers.here(vault, "the vault"), user, password)))
        : CompletableFuture.completedFuture(Optional.empty());
  }

  private CompletionStage<Committed> store(
      Optional<Records> records,
      Optional<ChangeLog> changes,
      UUID user,
      Hashes hashes,
      Actor actor) {
    if (records.isEmpty() || changes.isEmpty()) {
      return unavailable("the store is away");
    }
    long version =
        1 + records.get().find(LocalPassword.TYPE, user).map(LocalPassword::version).orElse(0L);
    LocalPassword next =
        new LocalPassword(
            user,
            version,
            hashes.phc(),
            hashes.sealedNtHash(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return changes.get().append(Change.put(LocalPassword.TYPE, next), actor);
  }

  private static Committed explained(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    boolean foreseen =
        cause instanceof RejectedExecutionException
            || cause instanceof StoreUnavailableException
            || cause instanceof Helpers.AwayException;
    return new Committed.Unavailable(
        foreseen
            ? String.valueOf(cause.getMessage())
            : "the password could not be stored: " + cause);
  }

  private static CompletionStage<Committed> unavailable(String why) {
    return CompletableFuture.completedFuture(new Committed.Unavailable(why));
  }
}
