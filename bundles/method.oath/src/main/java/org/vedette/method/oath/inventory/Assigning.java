package org.vedette.method.oath.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.token.AssignOrder;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.token.TokenDesk;
import org.vedette.api.token.TokenEntry;
import org.vedette.api.token.TokenResult;
import org.vedette.api.token.TokenState;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.method.oath.Association;

/**
 * Gives tokens to users. The code is claimed and its place is on disk before the enrollment exists,
 * so that it cannot sign anybody in.
 */
final class Assigning {
  private static final int CLAIM_OWNER = 16;
  private static final int MAX_LABEL = 100;

  private final Stores stores;
  private final Shelf shelf;

  Assigning(Stores stores) {
    this.stores = stores;
    this.shelf = new Shelf(stores.records());
  }

  CompletionStage<TokenResult> assign(AssignOrder order, Association proof, Actor actor) {
    Optional<HardwareToken> found = stores.records().find(HardwareToken.TYPE, order.token());
    if (found.isEmpty()) {
      return rejected("serial", "the token is no longer there");
    }
    TokenEntry entry = shelf.entry(found.get());
    Optional<TokenResult> problem = problem(order, entry);
    if (problem.isPresent()) {
      return CompletableFuture.completedFuture(problem.get());
    }
    UUID user = order.user().or(entry::user).orElseThrow();
    Optional<String> serial = serial(entry.token());
    if (serial.isEmpty()) {
      return rejected(
          "serial",
          "is the serial number of an enrollment that was made by hand; remove that first");
    }
    Verification verdict;
    try {
      Enrolled token = enrolled(entry.token());
      verdict = proof.prove(token, entry.token().start(), order.codes(), stores.clock().instant());
      token.secret().ifPresent(Secret::close);
    } catch (UnsealException damaged) {
      return notStored(new Committed.Unavailable("the secret of this token cannot be opened"));
    }
    String hint =
        order.codes().size() == 1
            ? "; two codes shown one after the other are searched further"
            : "";
    return verdict.match(
        accepted ->
            use(
                entry.token(),
                accepted,
                enrollment(order, entry.token(), user, serial.get()),
                actor),
        refused -> rejected("codes", refused.detail() + hint),
        pending -> rejected("codes", "a code is expected"),
        pin -> rejected("codes", "a code is expected"),
        chosen -> rejected("codes", "a code is expected"),
        unable -> rejected("codes", unable.why()));
  }

  private Optional<TokenResult> problem(AssignOrder order, TokenEntry entry) {
    if (entry.state() == TokenState.ASSIGNED) {
      return refused("serial", "a user has this token already; release it first");
    }
    Optional<UUID> user = order.user().or(entry::user);
    if (user.isEmpty()) {
      return refused("user", "must be given: the token waits for nobody");
    }
    if (entry.state() == TokenState.WAITING && !user.equals(entry.user())) {
      return refused("user", "the token waits for another user; release it first");
    }
    if (stores.records().find(User.TYPE, user.get()).isEmpty()) {
      return refused("user", "is no longer there");
    }
    if (!Set.of(Enrollment.STANDARD, Enrollment.PIN).contains(order.mode())) {
      return refused("mode", "is standard or pin, for instance standard");
    }
    if (order.label().length() > MAX_LABEL) {
      return refused("label", "has at most " + MAX_LABEL + " characters");
    }
    if (order.codes().isEmpty() || order.codes().size() > 2) {
      return refused("codes", "one code, or two shown one after the other");
    }
    Optional<java.time.Instant> end = entry.token().expires();
    if (end.isPresent() && !end.get().isAfter(stores.clock().instant())) {
      return refused("serial", "the token's use ended at " + end.get() + ", as the vendor wishes");
    }
    if (shelf.countOf(user.get(), Optional.of(entry.token().id())) >= TokenDesk.MOST_OF_A_USER) {
      return refused(
          "user", "has " + TokenDesk.MOST_OF_A_USER + " tokens and apps, the most there may be");
    }
    return Optional.empty();
  }

  /** Its own serial number, or with the manufacturer's name where two made the same. */
  private Optional<String> serial(HardwareToken token) {
    Optional<Enrollment> other = holder(token.serial());
    if (other.isEmpty()) {
      return Optional.of(token.serial());
    }
    String longer = token.manufacturer() + "/" + token.serial();
    boolean token2 = stores.records().find(HardwareToken.TYPE, other.get().id()).isPresent();
    return token2 && holder(longer).isEmpty() ? Optional.of(longer) : Optional.empty();
  }

  private Optional<Enrollment> holder(String serial) {
    return stores.records().findByKey(Enrollment.TYPE, Enrollment.serialKey(Shelf.METHOD, serial));
  }

  /** The token as the method sees it, with what its last owner left in the registers. */
  private Enrolled enrolled(HardwareToken token) {
    Map<String, RegisterValue> registers = new HashMap<>();
    for (String name : Association.REGISTERS) {
      stores.registers().read(key(token, name)).ifPresent(it -> registers.put(name, it));
    }
    return new Enrolled(
        token.id(),
        token.version(),
        Enrollment.STANDARD,
        token.codeLength(),
        token.params(),
        Optional.of(stores.vault().open(HardwareToken.place(token.id()), token.sealed())),
        registers);
  }

  private Enrollment enrollment(AssignOrder order, HardwareToken token, UUID user, String serial) {
    return new Enrollment(
        token.id(),
        1,
        user,
        Shelf.METHOD,
        order.mode(),
        order.label().isBlank() ? "Token " + token.serial() : order.label().strip(),
        true,
        stores.clock().instant(),
        token.codeLength(),
        token.params(),
        Optional.of(serial),
        Optional.of(token.sealed()));
  }

  private CompletionStage<TokenResult> use(
      HardwareToken token, Verification.Accepted accepted, Enrollment enrollment, Actor actor) {
    Claim claim =
        new Claim(
            Shelf.METHOD + "/" + token.id(),
            accepted.claim(),
            stores.vault().random(CLAIM_OWNER),
            accepted.until());
    return stores
        .claims()
        .claim(claim)
        .thenCompose(
            verdict ->
                verdict instanceof ClaimVerdict.Won
                    ? stores
                        .journal()
                        .append(used(token, accepted, claim))
                        .thenCompose(forced -> store(token, enrollment, claim, forced, actor))
                    : rejected("codes", "the code was used already; wait for the next one"));
  }

  private static JournalEntry used(
      HardwareToken token, Verification.Accepted accepted, Claim claim) {
    List<RegisterWrite> writes =
        accepted.registers().stream()
            .map(
                it ->
                    new RegisterWrite(
                        key(token, it.name()),
                        it.merge(),
                        new RegisterValue(it.stamp(), it.value())))
            .toList();
    return new JournalEntry(List.of(claim), new byte[0], writes, List.of(), List.of(), List.of());
  }

  private CompletionStage<TokenResult> store(
      HardwareToken token, Enrollment enrollment, Claim claim, Forced forced, Actor actor) {
    if (forced instanceof Forced.Unavailable failed) {
      stores.claims().release(claim);
      return notStored(new Committed.Unavailable(failed.why()));
    }
    List<Change> changes = new ArrayList<>();
    changes.add(Change.put(Enrollment.TYPE, enrollment));
    if (token.user().isPresent()) {
      // It waits no longer, and does not once more when the enrollment is taken away.
      changes.add(Change.put(HardwareToken.TYPE, token.meantFor(Optional.empty())));
    }
    return stores
        .changes()
        .append(changes.size() == 1 ? changes.get(0) : new Change.Batch(changes), actor)
        .thenApply(committed -> result(token, committed));
  }

  private TokenResult result(HardwareToken token, Committed committed) {
    if (committed instanceof Committed.Done) {
      return new TokenResult.Done(
          shelf.entry(stores.records().find(HardwareToken.TYPE, token.id()).orElse(token)));
    }
    return committed instanceof Committed.Conflict
        ? new TokenResult.Rejected("serial", "somebody else was faster; look at the token again")
        : new TokenResult.NotStored(committed);
  }

  /** The register of the enrollment that is or will be, as the core names it. */
  private static RegisterKey key(HardwareToken token, String name) {
    return new RegisterKey(Shelf.METHOD + "." + name, token.id().toString());
  }

  private static Optional<TokenResult> refused(String field, String message) {
    return Optional.of(new TokenResult.Rejected(field, message));
  }

  private static CompletionStage<TokenResult> rejected(String field, String message) {
    return CompletableFuture.completedFuture(new TokenResult.Rejected(field, message));
  }

  private static CompletionStage<TokenResult> notStored(Committed why) {
    return CompletableFuture.completedFuture(new TokenResult.NotStored(why));
  }
}
