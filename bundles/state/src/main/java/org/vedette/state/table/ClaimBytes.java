package org.vedette.state.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A final claim as a snapshot holds it: key, value, owner and outcome, each behind its length (4
 * bytes); when it became final (8), whether it ends (1), when it ends (8). {@code from} is where it
 * begins.
 */
final class ClaimBytes {
  static final long NEVER = Long.MAX_VALUE;

  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int TIMES = Long.BYTES + 1 + Long.BYTES;

  private ClaimBytes() {}

  static int length(ClaimName name, byte[] owner, byte[] outcome) {
    return name.length() + Integer.BYTES + owner.length + Integer.BYTES + outcome.length + TIMES;
  }

  static int length(byte[] bytes, int from) {
    return timesAt(bytes, from) + TIMES - from;
  }

  static void write(
      byte[] bytes, int from, ClaimName name, byte[] owner, byte[] outcome, long at, long until) {
    name.copyTo(bytes, from);
    int to = put(bytes, put(bytes, from + name.length(), owner), outcome);
    LONG.set(bytes, to, at);
    bytes[to + Long.BYTES] = (byte) (until == NEVER ? 0 : 1);
    LONG.set(bytes, to + Long.BYTES + 1, until == NEVER ? 0 : until);
  }

  private static int put(byte[] bytes, int to, byte[] value) {
    INT.set(bytes, to, value.length);
    System.arraycopy(value, 0, bytes, to + Integer.BYTES, value.length);
    return to + Integer.BYTES + value.length;
  }

  static FinalClaim read(byte[] bytes, int from) {
    long until = until(bytes, from);
    return new FinalClaim(
        new String(part(bytes, from), StandardCharsets.UTF_8),
        new String(part(bytes, skip(bytes, from)), StandardCharsets.UTF_8),
        part(bytes, ownerAt(bytes, from)),
        outcome(bytes, from),
        Instant.ofEpochMilli(at(bytes, from)),
        until == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)));
  }

  static boolean by(byte[] bytes, int from, byte[] owner) {
    return MessageDigest.isEqual(owner, part(bytes, ownerAt(bytes, from)));
  }

  static byte[] outcome(byte[] bytes, int from) {
    return part(bytes, skip(bytes, ownerAt(bytes, from)));
  }

  static long at(byte[] bytes, int from) {
    return (long) LONG.get(bytes, timesAt(bytes, from));
  }

  static long until(byte[] bytes, int from) {
    int at = timesAt(bytes, from) + Long.BYTES;
    return bytes[at] == 0 ? NEVER : (long) LONG.get(bytes, at + 1);
  }

  private static byte[] part(byte[] bytes, int at) {
    return Arrays.copyOfRange(bytes, at + Integer.BYTES, skip(bytes, at));
  }

  private static int skip(byte[] bytes, int at) {
    return at + Integer.BYTES + (int) INT.get(bytes, at);
  }

  private static int ownerAt(byte[] bytes, int from) {
    return skip(bytes, skip(bytes, from));
  }

  private static int timesAt(byte[] bytes, int from) {
    return skip(bytes, skip(bytes, ownerAt(bytes, from)));
  }
}
