package org.vedette.replication.member;

import java.util.List;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.replication.raft.Member;

/** What is said when a server joins. */
final class JoinForm {
  private static final int SCHEMA = 1;

  private JoinForm() {}

  /**
   * What the new server says.
   *
   * @param host where the others will reach it
   * @param port its port
   * @param publicKey its key
   * @param version version of the product
   * @param database which shared database its records lie in; empty for one of its own
   */
  record Request(String host, int port, byte[] publicKey, String version, String database) {
    byte[] toBytes() {
      return new Encoder()
          .i32(SCHEMA)
          .text(host)
          .i32(port)
          .bytes(publicKey)
          .text(version)
          .text(database)
          .toBytes();
    }

    static Request fromBytes(byte[] bytes) {
      Decoder in = new Decoder(bytes);
      known(in.i32());
      return new Request(in.text(), in.i32(), in.bytes(), in.text(), in.text());
    }
  }

  /**
   * What it is given.
   *
   * @param refused why it is not taken in; empty when it is
   * @param epoch the reign
   * @param number its number
   * @param certificate its certificate
   * @param members the servers, itself not among them
   * @param keys the data keys, wrapped
   */
  record Answer(
      String refused,
      UUID cluster,
      long epoch,
      int number,
      byte[] certificate,
      List<Member> members,
      byte[] keys) {
    static Answer no(String why) {
      return new Answer(why, new UUID(0, 0), 0, 0, new byte[0], List.of(), new byte[0]);
    }

    byte[] toBytes() {
      return new Encoder()
          .i32(SCHEMA)
          .text(refused)
          .uuid(cluster)
          .i64(epoch)
          .i32(number)
          .bytes(certificate)
          .list(
              members,
              (out, each) ->
                  out.text(each.id()).text(each.host()).i32(each.port()).bool(each.voter()))
          .bytes(keys)
          .toBytes();
    }

    static Answer fromBytes(byte[] bytes) {
      Decoder in = new Decoder(bytes);
      known(in.i32());
      return new Answer(
          in.text(),
          in.uuid(),
          in.i64(),
          in.i32(),
          in.bytes(),
          in.list(from -> new Member(from.text(), from.text(), from.i32(), from.bool())),
          in.bytes());
    }
  }

  /**
   * What a server says that needs another certificate.
   *
   * @param host where the others reach it from now on
   * @param port its port from now on
   * @param publicKey its new key
   */
  record Renewal(String host, int port, byte[] publicKey) {
    byte[] toBytes() {
      return new Encoder().i32(SCHEMA).text(host).i32(port).bytes(publicKey).toBytes();
    }

    static Renewal fromBytes(byte[] bytes) {
      Decoder in = new Decoder(bytes);
      known(in.i32());
      return new Renewal(in.text(), in.i32(), in.bytes());
    }
  }

  /** Returns what the transfer of the keys is bound to. */
  static String context(UUID cluster, String name) {
    return "cluster " + cluster + " server " + name;
  }

  private static void known(int schema) {
    if (schema != SCHEMA) {
      throw new MalformedRecordException("joining: schema " + schema);
    }
  }
}
