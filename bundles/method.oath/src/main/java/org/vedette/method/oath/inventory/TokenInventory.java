package org.vedette.method.oath.inventory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.Claims;
import org.vedette.api.state.Journal;
import org.vedette.api.state.Registers;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.token.AssignOrder;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.token.ImportOrder;
import org.vedette.api.token.ImportResult;
import org.vedette.api.token.TokenDesk;
import org.vedette.api.token.TokenEntry;
import org.vedette.api.token.TokenQuery;
import org.vedette.api.token.TokenResult;
import org.vedette.api.token.TokenState;
import org.vedette.api.user.Enrollment;
import org.vedette.method.oath.Association;
import org.vedette.method.oath.OathConfig;
import org.vedette.method.oath.OathSettings;
import org.vedette.method.oath.file.BadFileException;
import org.vedette.method.oath.file.Format;
import org.vedette.method.oath.file.Parsed;
import org.vedette.method.oath.file.TokenFile;
import org.vedette.method.oath.file.Unlock;

/** The inventory as a service. The method does without it: people sign in while it is away. */
@Component(configurationPid = OathConfig.PID)
public final class TokenInventory implements TokenDesk {
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final Stores stores;
  private final Shelf shelf;
  private final Assigning assigning;
  private final InFlight inFlight = new InFlight();
  private final Turns turns = new Turns();
  private final AtomicBoolean importing = new AtomicBoolean();
  private volatile @Nullable ImportRun run;
  private volatile Association proof = new Association(OathSettings.DEFAULTS);

  /** Started by DS when all stores are there. */
  @Activate
  public TokenInventory(
      @Reference Records records,
      @Reference ChangeLog changes,
      @Reference Journal journal,
      @Reference Claims claims,
      @Reference Registers registers,
      @Reference SecretVault vault,
      OathConfig config) {
    this(new Stores(records, changes, journal, claims, registers, vault, Clock.systemUTC()));
    configure(config);
  }

  TokenInventory(Stores stores) {
    this.stores = stores;
    this.shelf = new Shelf(stores.records());
    this.assigning = new Assigning(stores);
  }

  /** Takes new settings; bad ones leave the last good in force, as the method tells. */
  @Modified
  void configure(OathConfig config) {
    try {
      proof = new Association(OathSettings.of(config));
    } catch (OathSettings.BadSettingException bad) {
      // The method logs it and turns health critical.
    }
  }

  /** Lets what runs end; an import stops after its batch and says how far it came. */
  @Deactivate
  void close() {
    inFlight.drain(DRAIN);
  }

  @Override
  public CompletionStage<ImportResult> load(ImportOrder order, Actor actor) {
    Optional<Format> format = Format.named(order.format());
    if (format.isEmpty()) {
      return rejected("format", "is one of " + String.join(", ", Format.names()));
    }
    if (!importing.compareAndSet(false, true)) {
      return rejected("file", "another import is running; wait for its end");
    }
    return inFlight.track(() -> load(order, format.get(), actor));
  }

  private CompletionStage<ImportResult> load(ImportOrder order, Format format, Actor actor) {
    CompletionStage<ImportResult> result;
    try {
      Unlock unlock = new Unlock(order.key(), order.passphrase());
      Parsed parsed =
          TokenFile.read(
              order.file(), format, unlock, stores.clock().instant(), order.expiredToo());
      ImportRun current = new ImportRun(stores, parsed, order.replace(), actor, inFlight::closed);
      run = current;
      result = order.dryRun() ? CompletableFuture.completedFuture(current.look()) : current.store();
    } catch (BadFileException bad) {
      result = rejected(bad.field(), bad.problem());
    } catch (StoreUnavailableException away) {
      result = rejected("file", "the database cannot be read now; nothing was kept, try again");
    } catch (RuntimeException fault) {
      ended();
      throw fault;
    }
    return result.whenComplete((value, failure) -> ended());
  }

  private void ended() {
    ImportRun current = run;
    if (current != null) {
      current.close();
    }
    run = null;
    importing.set(false);
  }

  @Override
  public Optional<Progress> running() {
    return Optional.ofNullable(run).map(ImportRun::progress);
  }

  @Override
  public Records.Page<TokenEntry> list(TokenQuery query) {
    return shelf.list(query);
  }

  @Override
  public List<TokenEntry> find(String serial) {
    return shelf.find(serial);
  }

  @Override
  public CompletionStage<TokenResult> assign(AssignOrder order, Actor actor) {
    return safely(() -> turns.next(() -> assigning.assign(order, proof, actor)));
  }

  @Override
  public CompletionStage<TokenResult> release(UUID token, Actor actor) {
    return safely(() -> change(token, this::freeing, actor));
  }

  private Change freeing(TokenEntry entry) throws Refusal {
    if (entry.state() == TokenState.ASSIGNED) {
      Optional<Enrollment> enrollment = stores.records().find(Enrollment.TYPE, entry.token().id());
      return enrollment
          .map(it -> Change.remove(Enrollment.TYPE, it))
          .orElseThrow(() -> new Refusal("somebody else was faster; look at the token again"));
    }
    if (entry.token().user().isEmpty()) {
      throw new Refusal("the token is free already");
    }
    return Change.put(HardwareToken.TYPE, entry.token().meantFor(Optional.empty()));
  }

  @Override
  public CompletionStage<TokenResult> remove(UUID token, Actor actor) {
    return safely(() -> change(token, TokenInventory::removing, actor));
  }

  private static Change removing(TokenEntry entry) throws Refusal {
    if (entry.state() != TokenState.FREE) {
      throw new Refusal("a user has this token, or it waits for one; release it first");
    }
    return Change.remove(HardwareToken.TYPE, entry.token());
  }

  private interface Planner {
    Change plan(TokenEntry entry) throws Refusal;
  }

  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message, null, false, false);
    }
  }

  private CompletionStage<TokenResult> change(UUID token, Planner planner, Actor actor) {
    Optional<HardwareToken> found = stores.records().find(HardwareToken.TYPE, token);
    if (found.isEmpty()) {
      return done(new TokenResult.Rejected("serial", "the token is no longer there"));
    }
    Change change;
    try {
      change = planner.plan(shelf.entry(found.get()));
    } catch (Refusal refusal) {
      return done(new TokenResult.Rejected("serial", String.valueOf(refusal.getMessage())));
    }
    return stores
        .changes()
        .append(change, actor)
        .thenApply(committed -> changed(found.get(), committed));
  }

  private TokenResult changed(HardwareToken before, Committed committed) {
    return committed instanceof Committed.Done
        ? new TokenResult.Done(
            shelf.entry(stores.records().find(HardwareToken.TYPE, before.id()).orElse(before)))
        : new TokenResult.NotStored(committed);
  }

  /** A database that cannot be read is an outage, not an error of ours. */
  private CompletionStage<TokenResult> safely(Supplier<CompletionStage<TokenResult>> call) {
    return inFlight.track(
        () ->
            CompletableFuture.completedFuture("")
                .thenCompose(now -> call.get())
                .exceptionally(
                    failure -> {
                      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                      if (cause instanceof StoreUnavailableException away) {
                        return new TokenResult.NotStored(
                            new Committed.Unavailable(String.valueOf(away.getMessage())));
                      }
                      throw new java.util.concurrent.CompletionException(cause);
                    }));
  }

  private static CompletionStage<TokenResult> done(TokenResult result) {
    return CompletableFuture.completedFuture(result);
  }

  private static CompletionStage<ImportResult> rejected(String field, String message) {
    return CompletableFuture.completedFuture(new ImportResult.Rejected(field, message));
  }
}
