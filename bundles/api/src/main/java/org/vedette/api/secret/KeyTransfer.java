package org.vedette.api.secret;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Hands the data keys of one server to another, which then opens what the first has sealed. The
 * keys travel wrapped to a public key of the receiver (ECDH on P-256 with a key made for the
 * occasion, HKDF-SHA-256, AES-256-GCM).
 */
@ProviderType
public interface KeyTransfer {
  /**
   * Wraps all data keys for a receiver.
   *
   * @param context what the transfer belongs to; the receiver must name the same
   * @throws IllegalArgumentException when the key is none on the curve P-256
   */
  byte[] wrap(PublicKey receiver, String context);

  /**
   * Makes wrapped keys this server's own, in place of those it has; they are wrapped under its own
   * master key and are on the disk when this returns. What was sealed under the keys before stays
   * readable, because they are kept for opening.
   *
   * @throws UnsealException when they were not wrapped for this key and context, or altered
   * @throws java.io.UncheckedIOException when they cannot be written; nothing has changed then
   */
  void unwrap(PrivateKey own, String context, byte[] wrapped);
}
