package org.vedette.core.enrolling;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;
import org.vedette.core.checks.PinHash;
import org.vedette.core.flow.Ports;

/** Sets and removes PINs. */
final class PinDesk {
  private static final int HISTORY = 5;

  private final Ports ports;
  private final PinHash hashes;

  PinDesk(Ports ports) {
    this.ports = ports;
    this.hashes = new PinHash(ports.vault());
  }

  CompletionStage<Optional<EnrollResult>> set(
      UUID user, Optional<Secret> pin, boolean mustChange, Actor actor) {
    Optional<User> found = ports.records().find(User.TYPE, user);
    if (found.isEmpty()) {
      return rejected("user", "no user has the id " + user);
    }
    Optional<Pin> old = ports.records().find(Pin.TYPE, user);
    if (pin.isEmpty()) {
      return old.map(it -> append(Change.remove(Pin.TYPE, it), actor))
          .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }
    Optional<String> problem =
        PinRules.problem(pin.get().text(), ports.settings().get().pinMinLength(), found.get());
    if (problem.isPresent()) {
      return rejected("pin", problem.get());
    }
    byte[] salt = old.map(Pin::salt).orElseGet(() -> ports.vault().random(PinHash.SALT_LENGTH));
    byte[] hash = hashes.hash(salt, pin.get());
    List<byte[]> former = new ArrayList<>();
    old.ifPresent(
        it -> {
          former.add(it.hash());
          former.addAll(it.history());
        });
    if (former.stream().anyMatch(each -> MessageDigest.isEqual(each, hash))) {
      return rejected("pin", "not one of the last " + (HISTORY + 1) + " PINs");
    }
    Pin next =
        new Pin(
            user,
            old.map(Pin::version).orElse(0L) + 1,
            salt,
            hash,
            mustChange,
            Optional.empty(),
            List.copyOf(former.subList(0, Math.min(HISTORY, former.size()))));
    return append(Change.put(Pin.TYPE, next), actor);
  }

  private CompletionStage<Optional<EnrollResult>> append(Change change, Actor actor) {
    return ports
        .changes()
        .append(change, actor)
        .thenApply(
            committed ->
                committed instanceof Committed.Done
                    ? Optional.empty()
                    : Optional.of(new EnrollResult.NotStored(committed)));
  }

  private static CompletionStage<Optional<EnrollResult>> rejected(String field, String message) {
    return CompletableFuture.completedFuture(
        Optional.of(new EnrollResult.Rejected(field, message)));
  }
}
