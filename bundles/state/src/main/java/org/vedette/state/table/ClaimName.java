package org.vedette.state.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vedette.api.state.Claim;

/**
 * What a claim is about, as a snapshot holds it: key and value, each behind its length. Immutable.
 */
final class ClaimName {
  /** Spreads the bits of a hash, so that names that differ little are far apart. */
  private static final int SPREAD = 0x9E3779B9;

  private final byte[] bytes;
  private final int hash;

  private ClaimName(String key, String value) {
    byte[] first = key.getBytes(StandardCharsets.UTF_8);
    byte[] second = value.getBytes(StandardCharsets.UTF_8);
    bytes = new byte[2 * Integer.BYTES + first.length + second.length];
    ByteBuffer.wrap(bytes).putInt(first.length).put(first).putInt(second.length).put(second);
    int mixed = Arrays.hashCode(bytes) * SPREAD;
    hash = mixed ^ mixed >>> 16;
  }

  static ClaimName of(Claim claim) {
    return new ClaimName(claim.key(), claim.value());
  }

  static ClaimName of(FinalClaim claim) {
    return new ClaimName(claim.key(), claim.value());
  }

  int length() {
    return bytes.length;
  }

  void copyTo(ByteBuffer target, int at) {
    target.put(at, bytes);
  }

  /** Whether these bytes begin with this name. */
  boolean isAt(ByteBuffer other, int at) {
    if (at + bytes.length > other.limit()) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (other.get(at + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClaimName that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
