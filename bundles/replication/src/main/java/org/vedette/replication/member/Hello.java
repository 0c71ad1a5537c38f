package org.vedette.replication.member;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * What servers tell each other every second.
 *
 * @param cluster the cluster
 * @param epoch the reign that the server follows
 * @param basis the place of the records when that reign began
 * @param role its part
 * @param master who it takes for the master; empty for nobody
 * @param place the place of its records
 * @param stateServer identity of its state
 * @param boot when it started, so that a start is noticed
 * @param version version of the product
 * @param clock its clock
 * @param certificateExpires end of its certificate
 * @param voting whether its log is open as one that has a vote
 * @param voters who shall open its log as one that votes, as the master says; empty of anybody else
 * @param trouble what is wrong with it; empty when nothing is
 * @param opening tells an opening of its empty log from any other; {@link Openings#UNKNOWN} from a
 *     version that does not say
 */
record Hello(
    UUID cluster,
    long epoch,
    Position basis,
    ServerRole role,
    String master,
    Position place,
    String stateServer,
    Instant boot,
    String version,
    Instant clock,
    Instant certificateExpires,
    boolean voting,
    List<String> voters,
    String trouble,
    long opening) {
  private static final int SCHEMA = 1;
  private static final int MOST_TEXT = 1000;

  byte[] toBytes() {
    return new Encoder()
        .i32(SCHEMA)
        .uuid(cluster)
        .i64(epoch)
        .i64(basis.epoch())
        .i64(basis.index())
        .text(role.name())
        .text(master)
        .i64(place.epoch())
        .i64(place.index())
        .text(stateServer)
        .instant(boot)
        .text(version)
        .instant(clock)
        .instant(certificateExpires)
        .bool(voting)
        .texts(voters)
        .text(trouble.substring(0, Math.min(MOST_TEXT, trouble.length())))
        .i64(opening)
        .toBytes();
  }

  /**
   * Reads one. What a newer version adds stands behind what is known here, and is left alone.
   *
   * @throws MalformedRecordException when it is none
   */
  static Hello fromBytes(byte[] bytes) {
    ByteBuffer octets = ByteBuffer.wrap(bytes);
    Decoder in = new Decoder(octets);
    if (in.i32() < SCHEMA) {
      throw new MalformedRecordException("hello: no schema");
    }
    return new Hello(
        in.uuid(),
        in.i64(),
        new Position(in.i64(), in.i64()),
        in.constant(ServerRole.class),
        in.text(),
        new Position(in.i64(), in.i64()),
        in.text(),
        in.instant(),
        in.text(),
        in.instant(),
        in.instant(),
        in.bool(),
        in.texts(),
        in.text(),
        octets.remaining() < Long.BYTES ? Openings.UNKNOWN : in.i64());
  }
}
