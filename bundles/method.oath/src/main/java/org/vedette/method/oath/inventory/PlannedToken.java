package org.vedette.method.oath.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.Change;
import org.vedette.api.token.HardwareToken;
import org.vedette.method.oath.file.Seed;

/**
 * What is to be done with an entry of a file.
 *
 * @param seed the entry
 * @param kind what is to be done
 * @param there the token of that serial number that is there
 * @param user the user it is meant for
 */
record PlannedToken(Seed seed, Kind kind, Optional<HardwareToken> there, Optional<UUID> user) {
  /** What may be done. */
  enum Kind {
    /** It is new. */
    ADD,
    /** It takes the place of another one. */
    REPLACE,
    /** It is there, and is meant for a user from now on. */
    MEAN
  }

  /** Seals the secret and makes the changes, one or two. */
  List<Change> changes(SecretVault vault, Instant now) {
    return switch (kind) {
      case ADD -> List.of(add(vault, now));
      // Another secret is another token: with a new id it begins without its forerunner's
      // registers.
      case REPLACE ->
          List.of(Change.remove(HardwareToken.TYPE, there.orElseThrow()), add(vault, now));
      case MEAN -> List.of(Change.put(HardwareToken.TYPE, there.orElseThrow().meantFor(user)));
    };
  }

  private Change add(SecretVault vault, Instant now) {
    UUID id = UUID.randomUUID();
    return Change.put(
        HardwareToken.TYPE,
        new HardwareToken(
            id,
            1,
            seed.serial(),
            seed.manufacturer(),
            seed.model(),
            seed.token().digits(),
            seed.token().params(),
            seed.start(),
            now,
            user,
            seed.expires(),
            vault.seal(HardwareToken.place(id), seed.secret())));
  }
}
