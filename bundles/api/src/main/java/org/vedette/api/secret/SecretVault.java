package org.vedette.api.secret;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Seals and opens stored secrets under the server's keys.
 *
 * <p>All methods are quick, never block on the network and may be called from any thread.
 */
@ProviderType
public interface SecretVault {
  /** Seals {@code plain} (at most 64 KiB) for {@code place} with AES-256-GCM. */
  byte[] seal(SealedPlace place, Secret plain);

  /**
   * Opens what {@link #seal} made for the same place.
   *
   * @throws UnsealException when altered, moved, or sealed under a key this server does not hold
   */
  Secret open(SealedPlace place, byte[] sealed);

  /**
   * Returns HMAC-SHA-256 over the length-prefixed {@code parts} under a key derived for {@code
   * purpose}: 32 bytes. The same on every server of a cluster.
   */
  byte[] mac(String purpose, byte[]... parts);

  /** Returns {@code count} bytes (1 to 1024) of a cryptographically strong source. */
  byte[] random(int count);

  /**
   * Resolves a setting: {@code $[secret:name]} to the stored secret of that name, any other text to
   * itself. Empty when no secret has that name.
   *
   * @throws org.vedette.api.store.StoreUnavailableException while stored secrets cannot be read
   * @throws UnsealException when the stored value was altered
   */
  Optional<Secret> resolve(String setting);
}
