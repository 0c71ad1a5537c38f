package org.vedette.replication.audit;

import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * What one server asks another about audit records.
 *
 * @param server id of the server whose records are asked for; empty to ask what is held
 * @param number of the newest that the asking server holds; 0 for none
 * @param hash its hash, to find out whether both mean the same chain
 * @param limit most records of the answer
 */
@SuppressWarnings("ArrayRecordComponent")
record Request(String server, long number, byte[] hash, int limit) {
  static final int SCHEMA = 1;

  /** Asks what is held. */
  static Request ofHeads() {
    return new Request("", 0, new byte[0], 0);
  }

  byte[] toBytes() {
    return new Encoder().u8(SCHEMA).text(server).i64(number).bytes(hash).i32(limit).toBytes();
  }

  /**
   * Reads one.
   *
   * @throws MalformedRecordException when it is none, or of a newer schema
   */
  static Request read(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    schema(in);
    Request request = new Request(in.text(), in.i64(), in.bytes(), in.i32());
    in.end();
    if (request.number() < 0) {
      throw new MalformedRecordException("audit: number " + request.number());
    }
    return request;
  }

  static void schema(Decoder in) {
    int schema = in.u8();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("audit: schema " + schema);
    }
  }
}
