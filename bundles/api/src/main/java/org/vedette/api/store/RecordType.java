package org.vedette.api.store;

import java.util.function.BiConsumer;

/**
 * A kind of durable record with its byte form.
 *
 * @param name name in messages and sealed places, for instance {@code user}
 * @param code number in the byte form; never reused
 * @param schema number of the byte form this code writes; it reads this one and the one before
 * @param javaType the record class
 * @param writer writes the fields of the current schema
 * @param reader reads the fields of a given schema
 * @param <T> the record class
 */
public record RecordType<T extends StoredRecord>(
    String name,
    int code,
    int schema,
    Class<T> javaType,
    BiConsumer<Encoder, T> writer,
    Reader<T> reader) {

  /** Reads the fields of one record. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * Reads a record that was written with {@code schema}.
     *
     * @throws MalformedRecordException when the bytes are not such a record
     */
    T read(int schema, Decoder in);
  }

  /** Writes schema number and fields. */
  public byte[] toBytes(T record) {
    Encoder out = new Encoder().i32(schema);
    writer.accept(out, record);
    return out.toBytes();
  }

  /**
   * Reads what {@link #toBytes} wrote, now or in the version before.
   *
   * @throws MalformedRecordException when damaged or written by a newer version
   */
  public T fromBytes(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    int found = in.i32();
    if (found < 1 || found > schema) {
      throw new MalformedRecordException(
          name + ": schema " + found + " is newer than " + schema + ", which this server knows");
    }
    T record = reader.read(found, in);
    in.end();
    return record;
  }

  /** Casts a record to this type. */
  public T cast(StoredRecord record) {
    return javaType.cast(record);
  }

  @Override
  public String toString() {
    return name;
  }
}
