package org.vedette.api.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The canonical byte form of a {@link Change}: kind, type, then the record's own byte form. */
public final class Changes {
  private static final int FORM = 1;
  private static final int PUT = 1;
  private static final int REMOVE = 2;
  private static final int BATCH = 3;

  private Changes() {}

  /**
   * Writes a change.
   *
   * @throws IllegalArgumentException when it is larger than {@link Change#MAX_BYTES}
   */
  public static byte[] toBytes(Change change) {
    Encoder out = new Encoder().u8(FORM);
    write(out, change);
    byte[] bytes = out.toBytes();
    if (bytes.length > Change.MAX_BYTES) {
      throw new IllegalArgumentException(
          "a change holds at most " + Change.MAX_BYTES + " bytes, not " + bytes.length);
    }
    return bytes;
  }

  /**
   * Reads a change.
   *
   * @return empty when it was written by a newer version (unknown form, type or schema)
   * @throws MalformedRecordException when the bytes are damaged
   */
  public static Optional<Change> fromBytes(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    if (in.u8() != FORM) {
      return Optional.empty();
    }
    Optional<Change> change = read(in);
    if (change.isPresent()) {
      in.end();
    }
    return change;
  }

  private static void write(Encoder out, Change change) {
    change.match(
        put -> writePut(out.u8(PUT), put.type(), put.record()),
        remove -> out.u8(REMOVE).i32(remove.type().code()).uuid(remove.id()).i64(remove.version()),
        batch -> out.u8(BATCH).list(batch.changes(), Changes::write));
  }

  private static <T extends StoredRecord> Encoder writePut(
      Encoder out, RecordType<T> type, StoredRecord record) {
    return out.i32(type.code()).i32(type.schema()).bytes(type.toBytes(type.cast(record)));
  }

  private static Optional<Change> read(Decoder in) {
    int kind = in.u8();
    if (kind != BATCH) {
      return readOne(kind, in);
    }
    List<Optional<Change>> parts = in.list(each -> readOne(each.u8(), each));
    if (parts.isEmpty() || parts.size() > Change.MAX_BATCH) {
      throw new MalformedRecordException("a batch of " + parts.size() + " changes");
    }
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(new Change.Batch(parts.stream().flatMap(Optional::stream).toList()))
        : Optional.empty();
  }

  private static Optional<Change> readOne(int kind, Decoder in) {
    if (kind != PUT && kind != REMOVE) {
      throw new MalformedRecordException("change of kind " + kind);
    }
    Optional<RecordType<?>> type = RecordTypes.byCode(in.i32());
    if (kind == PUT) {
      int schema = in.i32();
      byte[] body = in.bytes();
      return type.filter(known -> schema <= known.schema())
          .map(known -> new Change.Put(known, known.fromBytes(body)));
    }
    UUID id = in.uuid();
    long version = in.i64();
    return type.map(known -> new Change.Remove(known, id, version));
  }
}
