package org.vedette.core.checks;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.user.Pin;

/** The salted keyed hash of PINs: four digits gain nothing from a slow hash, but from a key. */
public final class PinHash {
  /** Bytes of a salt. */
  public static final int SALT_LENGTH = 16;

  private static final byte[] NO_SALT = new byte[SALT_LENGTH];
  private static final byte[] NO_HASH = new byte[32];

  private final SecretVault vault;

  /** Hashes under a key of {@code vault}. */
  public PinHash(SecretVault vault) {
    this.vault = vault;
  }

  /** Returns whether {@code typed} is the PIN; without one the same work is done for nothing. */
  public boolean matches(Optional<Pin> pin, Secret typed) {
    byte[] found = hash(pin.map(Pin::salt).orElse(NO_SALT), typed);
    boolean equal = MessageDigest.isEqual(found, pin.map(Pin::hash).orElse(NO_HASH));
    return equal && pin.isPresent();
  }

  /** Returns the hash of {@code typed} under {@code salt}. */
  public byte[] hash(byte[] salt, Secret typed) {
    byte[] bytes = typed.bytes();
    try {
      return vault.mac(Pin.PURPOSE, salt, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
