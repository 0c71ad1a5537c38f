package org.vedette.api.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Writes values in the canonical byte form: big-endian numbers, length-prefixed UTF-8, maps sorted
 * by key. Equal values give equal bytes. Not thread-safe.
 */
public final class Encoder {
  private static final int FIRST = 512;

  /** Characters below this are one byte in UTF-8. */
  private static final char FIRST_OF_TWO_BYTES = 0x80;

  private byte[] out;
  private int size;

  /** Begins with room for a small record. */
  public Encoder() {
    this(FIRST);
  }

  /**
   * Begins with room for so many bytes; more are made when they are needed.
   *
   * @param room at least 1
   */
  public Encoder(int room) {
    out = new byte[room];
  }

  /** Writes one byte. */
  public Encoder u8(int value) {
    room(1);
    out[size++] = (byte) value;
    return this;
  }

  /** Writes four bytes. */
  public Encoder i32(int value) {
    room(Integer.BYTES);
    out[size] = (byte) (value >>> 24);
    out[size + 1] = (byte) (value >>> 16);
    out[size + 2] = (byte) (value >>> 8);
    out[size + 3] = (byte) value;
    size += Integer.BYTES;
    return this;
  }

  /** Writes eight bytes. */
  public Encoder i64(long value) {
    return i32((int) (value >>> 32)).i32((int) value);
  }

  /** Writes one byte, 0 or 1. */
  public Encoder bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  /** Writes length and UTF-8. */
  public Encoder text(String value) {
    int length = value.length();
    room(Integer.BYTES + length);
    int at = size + Integer.BYTES;
    for (int i = 0; i < length; i++) {
      char each = value.charAt(i);
      if (each >= FIRST_OF_TWO_BYTES) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
      }
      out[at + i] = (byte) each;
    }
    i32(length);
    size += length;
    return this;
  }

  /** Writes length and bytes. */
  public Encoder bytes(byte[] value) {
    i32(value.length);
    room(value.length);
    System.arraycopy(value, 0, out, size, value.length);
    size += value.length;
    return this;
  }

  /** Writes sixteen bytes. */
  public Encoder uuid(UUID value) {
    return i64(value.getMostSignificantBits()).i64(value.getLeastSignificantBits());
  }

  /** Writes milliseconds since 1970; finer parts are dropped. */
  public Encoder instant(Instant value) {
    return i64(value.toEpochMilli());
  }

  /** Writes presence and, if present, the value. */
  public <T> Encoder optional(Optional<T> value, BiConsumer<Encoder, T> writer) {
    bool(value.isPresent());
    value.ifPresent(present -> writer.accept(this, present));
    return this;
  }

  /** Writes count and elements in iteration order; give sets in sorted order. */
  public <T> Encoder list(Collection<T> values, BiConsumer<Encoder, T> writer) {
    i32(values.size());
    values.forEach(value -> writer.accept(this, value));
    return this;
  }

  /** Writes texts in iteration order. */
  public Encoder texts(Collection<String> values) {
    return list(values, Encoder::text);
  }

  /** Writes a map sorted by key. */
  public Encoder map(Map<String, String> values) {
    return values.isEmpty()
        ? i32(0)
        : list(
            new TreeMap<>(values).entrySet(),
            (to, entry) -> to.text(entry.getKey()).text(entry.getValue()));
  }

  /** Returns what was written; nothing more may be written afterwards. */
  public byte[] toBytes() {
    return size == out.length ? out : Arrays.copyOf(out, size);
  }

  /** Returns what was written as a buffer ready to read. */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(toBytes());
  }

  private void room(int more) {
    if (more > out.length - size) {
      out = Arrays.copyOf(out, Math.max(Math.addExact(size, more), 2 * out.length));
    }
  }
}
