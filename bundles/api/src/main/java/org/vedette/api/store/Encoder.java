package org.vedette.api.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  /** Writes one byte. */
  public Encoder u8(int value) {
    out.write(value);
    return this;
  }

  /** Writes four bytes. */
  public Encoder i32(int value) {
    out.write(value >>> 24);
    out.write(value >>> 16);
    out.write(value >>> 8);
    out.write(value);
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
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes length and bytes. */
  public Encoder bytes(byte[] value) {
    i32(value.length);
    out.writeBytes(value);
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
    return list(
        new TreeMap<>(values).entrySet(),
        (to, entry) -> to.text(entry.getKey()).text(entry.getValue()));
  }

  /** Returns what was written. */
  public byte[] toBytes() {
    return out.toByteArray();
  }

  /** Returns what was written as a buffer ready to read. */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(out.toByteArray());
  }
}
