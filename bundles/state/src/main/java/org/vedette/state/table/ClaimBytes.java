package org.vedette.state.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A final claim as a snapshot holds it: key, value, owner and outcome, each behind its length (4
 * bytes); when it became final (8), whether it ends (1), when it ends (8). {@code from} is where it
 * begins, whatever the position of the buffer.
 */
final class ClaimBytes {
  static final long NEVER = Long.MAX_VALUE;

  private static final int TIMES = Long.BYTES + 1 + Long.BYTES;

  private ClaimBytes() {}

  static int length(ClaimName name, byte[] owner, byte[] outcome) {
    return name.length() + Integer.BYTES + owner.length + Integer.BYTES + outcome.length + TIMES;
  }

  static int length(ByteBuffer bytes, int from) {
    return timesAt(bytes, from) + TIMES - from;
  }

  static void write(
      ByteBuffer bytes,
      int from,
      ClaimName name,
      byte[] owner,
      byte[] outcome,
      long at,
      long until) {
    name.copyTo(bytes, from);
    int to = put(bytes, put(bytes, from + name.length(), owner), outcome);
    bytes.putLong(to, at);
    bytes.put(to + Long.BYTES, (byte) (until == NEVER ? 0 : 1));
    bytes.putLong(to + Long.BYTES + 1, until == NEVER ? 0 : until);
  }

  private static int put(ByteBuffer bytes, int to, byte[] value) {
    bytes.putInt(to, value.length).put(to + Integer.BYTES, value);
    return to + Integer.BYTES + value.length;
  }

  static FinalClaim read(ByteBuffer bytes, int from) {
    long until = until(bytes, from);
    return new FinalClaim(
        new String(part(bytes, from), StandardCharsets.UTF_8),
        new String(part(bytes, skip(bytes, from)), StandardCharsets.UTF_8),
        part(bytes, ownerAt(bytes, from)),
        outcome(bytes, from),
        Instant.ofEpochMilli(at(bytes, from)),
        until == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)));
  }

  static boolean by(ByteBuffer bytes, int from, byte[] owner) {
    return MessageDigest.isEqual(owner, owner(bytes, from));
  }

  static byte[] owner(ByteBuffer bytes, int from) {
    return part(bytes, ownerAt(bytes, from));
  }

  static byte[] outcome(ByteBuffer bytes, int from) {
    return part(bytes, skip(bytes, ownerAt(bytes, from)));
  }

  static long at(ByteBuffer bytes, int from) {
    return bytes.getLong(timesAt(bytes, from));
  }

  static long until(ByteBuffer bytes, int from) {
    int at = timesAt(bytes, from) + Long.BYTES;
    return bytes.get(at) == 0 ? NEVER : bytes.getLong(at + 1);
  }

  private static byte[] part(ByteBuffer bytes, int at) {
    byte[] part = new byte[bytes.getInt(at)];
    bytes.get(at + Integer.BYTES, part);
    return part;
  }

  private static int skip(ByteBuffer bytes, int at) {
    return at + Integer.BYTES + bytes.getInt(at);
  }

  private static int ownerAt(ByteBuffer bytes, int from) {
    return skip(bytes, skip(bytes, from));
  }

  private static int timesAt(ByteBuffer bytes, int from) {
    return skip(bytes, skip(bytes, ownerAt(bytes, from)));
  }
}
