package org.vedette.replication.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.replication.cert.ClusterAuthority;

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
 * @param revoked certificates that count no more although their time is not over
 */
record Realm(
    UUID cluster,
    long epoch,
    Position basis,
    boolean automatic,
    byte[] authority,
    byte[] sealedKey,
    List<Revoked> revoked) {
  private static final int SCHEMA = 1;

  /**
   * A certificate that counts no more.
   *
   * @param serial its serial number, hexadecimal
   * @param until when its time is over at the latest
   */
  record Revoked(String serial, Instant until) {}

  Realm {
    revoked = List.copyOf(revoked);
  }

  boolean revokes(String serial) {
    return revoked.stream().anyMatch(each -> each.serial().equals(serial));
  }

  /** The certificates of a server count no more; those whose time is over are forgotten. */
  Realm without(Seat seat, Instant now) {
    List<Revoked> more = new ArrayList<>(revoked);
    more.removeIf(each -> each.until().isBefore(now));
    seat.serials().forEach(each -> more.add(new Revoked(each, now.plus(ClusterAuthority.LIFE))));
    return new Realm(cluster, epoch, basis, automatic, authority, sealedKey, more);
  }

  Realm in(long newEpoch, Position newBasis) {
    return new Realm(cluster, newEpoch, newBasis, automatic, authority, sealedKey, revoked);
  }

  Realm automatic(boolean now) {
    return new Realm(cluster, epoch, basis, now, authority, sealedKey, revoked);
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
        .list(revoked, (out, each) -> out.text(each.serial()).instant(each.until()))
        .toBytes();
  }

  static Realm fromBytes(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    int schema = in.i32();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("cluster: schema " + schema);
    }
    return new Realm(
        in.uuid(),
        in.i64(),
        new Position(in.i64(), in.i64()),
        in.bool(),
        in.bytes(),
        in.bytes(),
        in.list(from -> new Revoked(from.text(), from.instant())));
  }
}
