package org.vedette.api.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value that must never be printed: a password, a code, a key.
 *
 * <p>{@link #toString} is redacted, {@link #equals} takes the same time whatever differs, {@link
 * #close} wipes the bytes. Text is held as UTF-8. Safe for use by several threads; after {@code
 * close} every reader throws {@link IllegalStateException}.
 */
public final class Secret implements AutoCloseable {
  private final byte[] bytes;
  private volatile boolean closed;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies {@code bytes}; the caller may wipe its own array afterwards. */
  public static Secret of(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /** Copies {@code text} as UTF-8. */
  public static Secret of(CharSequence text) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
    byte[] copy = new byte[encoded.remaining()];
    encoded.get(copy);
    Arrays.fill(encoded.array(), (byte) 0);
    return new Secret(copy);
  }

  /** Returns a copy that the caller should wipe when done. */
  public byte[] bytes() {
    return open().clone();
  }

  /** Returns the UTF-8 text; use only where an interface demands a String. */
  public String text() {
    return new String(open(), StandardCharsets.UTF_8);
  }

  /** Returns the length in bytes. */
  public int length() {
    return open().length;
  }

  /** Returns the bytes from {@code from} (inclusive) to {@code to} (exclusive) as a new secret. */
  public Secret part(int from, int to) {
    return new Secret(Arrays.copyOfRange(open(), from, to));
  }

  /** Wipes the bytes; calling it again does nothing. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  /** Compares in time that depends on the length alone. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(open(), that.open());
  }

  /** Returns a constant, so that a hash table cannot leak the value. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }

  private byte[] open() {
    if (closed) {
      throw new IllegalStateException("secret was closed");
    }
    return bytes;
  }
}
