package org.vedette.api.primary;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Committed;

/** Sets the passwords of built-in accounts. */
@ProviderType
public interface LocalPasswords {
  /** Fewest characters of a password. */
  int MIN_LENGTH = 8;

  /** Most bytes of a password, as UTF-8. */
  int MAX_LENGTH = 128;

  /**
   * Hashes and stores a password; the caller has checked its length.
   *
   * <p>Never blocks. {@link Committed.Unavailable} when too many are being hashed.
   */
  CompletionStage<Committed> set(UUID user, Secret password, Actor actor);
}
