package org.vedette.api.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads what {@link Encoder} wrote. Every method throws {@link MalformedRecordException} where the
 * bytes end too early or hold an impossible length. Not thread-safe.
 */
public final class Decoder {
  private final ByteBuffer in;

  /** Reads from {@code bytes}, which must not change meanwhile. */
  public Decoder(byte[] bytes) {
    this(ByteBuffer.wrap(bytes));
  }

  /** Reads the remaining bytes of {@code buffer}. */
  public Decoder(ByteBuffer buffer) {
    this.in = buffer;
  }

  /** Reads one byte, 0 to 255. */
  public int u8() {
    need(1);
    return in.get() & 0xff;
  }

  /** Reads four bytes. */
  public int i32() {
    need(4);
    return in.getInt();
  }

  /** Reads eight bytes. */
  public long i64() {
    need(8);
    return in.getLong();
  }

  /** Reads one byte that must be 0 or 1. */
  public boolean bool() {
    int value = u8();
    if (value > 1) {
      throw new MalformedRecordException("boolean expected, found " + value);
    }
    return value == 1;
  }

  /** Reads length and UTF-8. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Reads length and bytes. */
  public byte[] bytes() {
    byte[] value = new byte[length(1)];
    in.get(value);
    return value;
  }

  /** Reads the name of a constant. */
  public <E extends Enum<E>> E constant(Class<E> type) {
    String name = text();
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw new MalformedRecordException("unknown " + type.getSimpleName());
  }

  /** Reads sixteen bytes. */
  public UUID uuid() {
    return new UUID(i64(), i64());
  }

  /** Reads milliseconds since 1970. */
  public Instant instant() {
    return Instant.ofEpochMilli(i64());
  }

  /** Reads presence and perhaps a value. */
  public <T> Optional<T> optional(Function<Decoder, T> reader) {
    return bool() ? Optional.of(reader.apply(this)) : Optional.empty();
  }

  /** Reads count and elements. */
  public <T> List<T> list(Function<Decoder, T> reader) {
    int count = length(1);
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(reader.apply(this));
    }
    return Collections.unmodifiableList(values);
  }

  /** Reads texts. */
  public List<String> texts() {
    return list(Decoder::text);
  }

  /** Reads a map; it is sorted by key. */
  public Map<String, String> map() {
    Map<String, String> values = new TreeMap<>();
    int count = length(8);
    for (int i = 0; i < count; i++) {
      values.put(text(), text());
    }
    return Collections.unmodifiableMap(values);
  }

  /** Demands that everything was read. */
  public void end() {
    if (in.hasRemaining()) {
      throw new MalformedRecordException(in.remaining() + " bytes too many");
    }
  }

  private int length(int unit) {
    int length = i32();
    if (length < 0 || (long) length * unit > in.remaining()) {
      throw new MalformedRecordException(
          "length " + length + " exceeds the " + in.remaining() + " bytes left");
    }
    return length;
  }

  private void need(int count) {
    if (in.remaining() < count) {
      throw new MalformedRecordException(count + " bytes expected, " + in.remaining() + " left");
    }
  }
}
