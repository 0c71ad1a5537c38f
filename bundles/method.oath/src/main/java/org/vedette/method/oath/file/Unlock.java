package org.vedette.method.oath.file;

import java.util.Optional;
import org.vedette.api.secret.Secret;

/**
 * What opens an encrypted file.
 *
 * @param key pre-shared key, 16, 24 or 32 bytes
 * @param passphrase passphrase
 */
public record Unlock(Optional<Secret> key, Optional<Secret> passphrase) {
  /** Opens nothing. */
  public static final Unlock NONE = new Unlock(Optional.empty(), Optional.empty());
}
