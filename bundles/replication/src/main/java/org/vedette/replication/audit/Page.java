package org.vedette.replication.audit;

import java.util.List;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * Records that follow what was asked after.
 *
 * @param parted whether the record that was named is another here: there are no records then
 * @param records the records, in order
 */
record Page(boolean parted, List<ChainedRecord> records) {
  /** Most octets of records in a page, unless there is but one. */
  static final int BYTES = 512 << 10;

  Page {
    records = List.copyOf(records);
  }

  byte[] toBytes() {
    return new Encoder()
        .u8(Request.SCHEMA)
        .bool(parted)
        .list(
            records,
            (out, it) ->
                out.i64(it.boot())
                    .i64(it.number())
                    .bytes(it.previous())
                    .bytes(it.hash())
                    .bytes(it.record()))
        .toBytes();
  }

  /**
   * Reads one.
   *
   * @param server whose records they are
   * @throws MalformedRecordException when it is none, or of a newer schema
   */
  static Page read(String server, byte[] bytes) {
    Decoder in = new Decoder(bytes);
    Request.schema(in);
    Page page =
        new Page(
            in.bool(),
            in.list(
                from ->
                    new ChainedRecord(
                        server, from.i64(), from.i64(), from.bytes(), from.bytes(), from.bytes())));
    in.end();
    return page;
  }
}
