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
import org.vedette.core.settings.CoreSettings;

/** Sets and removes PINs. */
public final class PinDesk {
  private static final int TEN = 10;

  /** Octets from here on would make some digits likelier. */
  private static final int FAIR = 250;

  private final Ports ports;
  private final PinHash hashes;

  /** Works with {@code ports}. */
  public PinDesk(Ports ports) {
    this.ports = ports;
    this.hashes = new PinHash(ports.vault());
  }

  /** Returns what is wrong with a new PIN of a user; empty when it may be set. */
  public Optional<String> problem(User user, Secret pin) {
    CoreSettings.Pins rules = ports.settings().get().pins();
    return PinRules.problem(pin.text(), rules.minLength(), user)
        .or(
            () ->
                ports
                    .records()
                    .find(Pin.TYPE, user.id())
                    .filter(old -> wasUsed(old, pin, rules.history()))
                    .map(old -> "neither the present PIN nor one of the last " + rules.history()));
  }

  /** Makes a random PIN that may be set; each that may is as likely as any other. */
  Secret propose(User user) {
    int length = ports.settings().get().pins().minLength();
    Secret pin = random(length);
    while (problem(user, pin).isPresent()) {
      pin = random(length);
    }
    return pin;
  }

  private Secret random(int length) {
    byte[] digits = new byte[length];
    for (int i = 0; i < length; i++) {
      int octet = ports.vault().random(1)[0] & 0xff;
      while (octet >= FAIR) {
        octet = ports.vault().random(1)[0] & 0xff;
      }
      digits[i] = (byte) ('0' + octet % TEN);
    }
    return Secret.of(digits);
  }

  private boolean wasUsed(Pin old, Secret pin, int history) {
    byte[] hash = hashes.hash(old.salt(), pin);
    return former(old, history).stream().anyMatch(each -> MessageDigest.isEqual(each, hash));
  }

  /** The present one and those before it, newest first. */
  private static List<byte[]> former(Pin old, int history) {
    List<byte[]> all = new ArrayList<>();
    all.add(old.hash());
    all.addAll(old.history().subList(0, Math.min(history, old.history().size())));
    return all;
  }

  /**
   * Sets a PIN, or removes it.
   *
   * @param pin the new one; empty to remove it
   * @return what went wrong; empty when it is stored
   */
  public CompletionStage<Optional<EnrollResult>> set(
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
    return problem(found.get(), pin.get())
        .map(why -> rejected("pin", why))
        .orElseGet(
            () -> append(Change.put(Pin.TYPE, next(user, old, pin.get(), mustChange)), actor));
  }

  private Pin next(UUID user, Optional<Pin> old, Secret pin, boolean mustChange) {
    CoreSettings.Pins rules = ports.settings().get().pins();
    byte[] salt = old.map(Pin::salt).orElseGet(() -> ports.vault().random(PinHash.SALT_LENGTH));
    List<byte[]> former = old.map(it -> former(it, rules.history())).orElse(List.of());
    return new Pin(
        user,
        old.map(Pin::version).orElse(0L) + 1,
        salt,
        hashes.hash(salt, pin),
        mustChange,
        rules.life().isZero()
            ? Optional.empty()
            : Optional.of(ports.clock().instant().plus(rules.life())),
        List.copyOf(former.subList(0, Math.min(rules.history(), former.size()))));
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
