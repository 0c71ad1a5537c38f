package org.vedette.store.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.RecordTypes;
import org.vedette.api.store.StoredRecord;
import org.vedette.store.db.RecordId;
import org.vedette.store.db.RecordKeyId;

/**
 * The answers of a cache as bytes, for the successor of this bundle. Good only for the place in the
 * log at which it was taken.
 */
final class CacheImage {
  private static final int SCHEMA = 1;
  private static final int BY_ID = 1;
  private static final int BY_KEY = 2;
  private static final int OWNED = 3;
  private static final int ALL = 4;

  private CacheImage() {}

  static byte[] write(Position at, Map<CacheKey, Object> answers) {
    Encoder out = new Encoder().i32(SCHEMA).i64(at.epoch()).i64(at.index()).i32(answers.size());
    answers.forEach((key, answer) -> write(out, key, answer));
    return out.toBytes();
  }

  private static void write(Encoder out, CacheKey key, Object answer) {
    if (key instanceof CacheKey.ById by) {
      out.u8(BY_ID).i32(by.id().type()).text(by.id().id());
      out.optional((Optional<?>) answer, (to, record) -> record(to, by.id().type(), record));
    } else if (key instanceof CacheKey.ByKey by) {
      out.u8(BY_KEY).i32(by.key().type()).text(by.key().key());
      out.optional((Optional<?>) answer, (to, id) -> to.text((String) id));
    } else if (key instanceof CacheKey.Owned owned) {
      out.u8(OWNED).i32(owned.type()).uuid(owned.owner());
      out.list((List<?>) answer, (to, record) -> record(to, owned.type(), record));
    } else if (key instanceof CacheKey.All all) {
      out.u8(ALL).i32(all.type());
      out.list((List<?>) answer, (to, record) -> record(to, all.type(), record));
    }
  }

  private static void record(Encoder out, int code, Object record) {
    out.bytes(bytes(type(code), (StoredRecord) record));
  }

  private static <T extends StoredRecord> byte[] bytes(RecordType<T> type, StoredRecord record) {
    return type.toBytes(type.cast(record));
  }

  private static RecordType<?> type(int code) {
    return RecordTypes.byCode(code)
        .orElseThrow(() -> new MalformedRecordException("no type has the code " + code));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @return empty when it was taken at another place of the log
   * @throws MalformedRecordException when written by another version
   */
  static Map<CacheKey, Object> read(Position at, byte[] image) {
    Decoder in = new Decoder(image);
    if (in.i32() != SCHEMA || in.i64() != at.epoch() || in.i64() != at.index()) {
      return Map.of();
    }
    Map<CacheKey, Object> answers = new LinkedHashMap<>();
    for (int left = in.i32(); left > 0; left--) {
      int kind = in.u8();
      int code = in.i32();
      RecordType<?> type = type(code);
      if (kind == BY_ID) {
        CacheKey key = new CacheKey.ById(new RecordId(code, in.text()));
        answers.put(key, in.optional(from -> type.fromBytes(from.bytes())));
      } else if (kind == BY_KEY) {
        CacheKey key = new CacheKey.ByKey(new RecordKeyId(code, in.text()));
        answers.put(key, in.optional(Decoder::text));
      } else {
        CacheKey key = kind == OWNED ? owned(code, in.uuid()) : new CacheKey.All(code);
        answers.put(key, in.list(from -> type.fromBytes(from.bytes())));
      }
    }
    in.end();
    return answers;
  }

  private static CacheKey owned(int code, UUID owner) {
    return new CacheKey.Owned(code, owner);
  }
}
