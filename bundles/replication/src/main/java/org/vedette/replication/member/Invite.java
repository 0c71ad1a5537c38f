package org.vedette.replication.member;

import java.time.Instant;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * An invitation that one new server may take.
 *
 * @param id names it, and stands in the certificate it is taken with
 * @param name what the new server will be called
 * @param replaces server whose place it takes; empty for none
 * @param expires when it ends
 * @param serial serial number of the certificate it is taken with
 * @param takenBy who has taken it, as a hash of the server's key: it may ask again; empty for
 *     nobody
 */
record Invite(
    String id, String name, String replaces, Instant expires, String serial, String takenBy) {
  /** Begins the name in the certificate. */
  static final String PREFIX = "invite/";

  private static final int SCHEMA = 1;

  Invite takenBy(String key) {
    return new Invite(id, name, replaces, expires, serial, key);
  }

  byte[] toBytes() {
    return new Encoder()
        .i32(SCHEMA)
        .text(id)
        .text(name)
        .text(replaces)
        .instant(expires)
        .text(serial)
        .text(takenBy)
        .toBytes();
  }

  static Invite fromBytes(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    int schema = in.i32();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("invitation: schema " + schema);
    }
    return new Invite(in.text(), in.text(), in.text(), in.instant(), in.text(), in.text());
  }
}
