package org.vedette.replication.member;

import java.util.UUID;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * What all servers know of their cluster. It is the first thing written in a reign.
 *
 * @param cluster identity, made with the first invitation
 * @param epoch the reign
 * @param basis the place of the records when the reign began: what an older master wrote after it
 *     is not part of it
 * @param automatic whether the servers may choose another master by themselves
 * @param authority certificate of the cluster's authority
 * @param sealedKey its key, sealed
 */
record Realm(
    UUID cluster,
    long epoch,
    Position basis,
    boolean automatic,
    byte[] authority,
    byte[] sealedKey) {
  private static final int SCHEMA = 1;

  Realm in(long newEpoch, Position newBasis) {
    return new Realm(cluster, newEpoch, newBasis, automatic, authority, sealedKey);
  }

  Realm automatic(boolean now) {
    return new Realm(cluster, epoch, basis, now, authority, sealedKey);
  }

  byte[] toBytes() {
    return new Encoder()
        .i32(SCHEMA)
        .uuid(cluster)
        .i64(epoch)
        .i64(basis.epoch())
        .i64(basis.index())
        .bool(automatic)
        .bytes(authority)
        .bytes(sealedKey)
        .toBytes();
  }

  static Realm fromBytes(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    int schema = in.i32();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("cluster: schema " + schema);
    }
    return new Realm(
        in.uuid(), in.i64(), new Position(in.i64(), in.i64()), in.bool(), in.bytes(), in.bytes());
  }
}
