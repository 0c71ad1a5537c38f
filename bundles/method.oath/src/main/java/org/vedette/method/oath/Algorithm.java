package org.vedette.method.oath;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** The hash function of a token (RFC 6238, section 1.2; HOTP itself knows SHA-1 only). */
public enum Algorithm {
  SHA1("HmacSHA1", 20),
  SHA256("HmacSHA256", 32),
  SHA512("HmacSHA512", 64);

  private final String macName;
  private final int keyBytes;
  private volatile @Nullable Provider provider;

  Algorithm(String macName, int keyBytes) {
    this.macName = macName;
    this.keyBytes = keyBytes;
  }

  /** Name of the keyed hash in the JDK. */
  String macName() {
    return macName;
  }

  /** Makes the keyed hash; to look for who has it is the slow part, and done once. */
  Mac mac() throws GeneralSecurityException {
    Provider known = provider;
    Mac mac = known == null ? Mac.getInstance(macName) : Mac.getInstance(macName, known);
    provider = mac.getProvider();
    return mac;
  }

  /** Length of a new secret: that of the hash (RFC 4226, section 4, R6). */
  int keyBytes() {
    return keyBytes;
  }

  /** Finds an algorithm by the name used in enrollments and otpauth URIs. */
  public static Optional<Algorithm> named(String name) {
    for (Algorithm each : values()) {
      if (each.name().equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
