package org.vedette.api.auth;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names one open challenge: 16 random bytes, unguessable, single use. Never logged. */
public final class ChallengeToken {
  /** Length in bytes. */
  public static final int LENGTH = 16;

  private final byte[] bytes;

  /**
   * Copies exactly {@value #LENGTH} bytes.
   *
   * @throws IllegalArgumentException for another length
   */
  public ChallengeToken(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a challenge token has " + LENGTH + " bytes");
    }
    this.bytes = bytes.clone();
  }

  /** Returns the token these bytes may be; empty for another length. */
  public static Optional<ChallengeToken> from(byte[] bytes) {
    return bytes.length == LENGTH ? Optional.of(new ChallengeToken(bytes)) : Optional.empty();
  }

  /** Returns a copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns 32 hexadecimal digits, for protocols that carry text. */
  public String text() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChallengeToken that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "ChallengeToken[redacted]";
  }
}
