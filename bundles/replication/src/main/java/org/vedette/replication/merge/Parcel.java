package org.vedette.replication.merge;

import java.util.List;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * What one server hands to another at a time.
 *
 * @param boot random number of the sender's start: numbers of another start mean nothing
 * @param kind what it is
 * @param first number of the first news; of an end, the number that news go on with
 * @param part number of a part of everything, from 1; of an end, how many there were
 * @param news the news
 */
record Parcel(long boot, Kind kind, long first, int part, List<byte[]> news) {
  /** What a parcel holds. */
  enum Kind {
    /** News that follow one another. */
    NEWS,
    /** A part of everything that the sender knows. */
    WHOLE,
    /** That was everything. */
    END
  }

  /** What the receiver says. */
  enum Reply {
    /** It is on the receiver's disk. */
    TAKEN,
    /** Something before it is missing: everything must be told. */
    GAP,
    /** It cannot be taken now. */
    LATER
  }

  private static final int SCHEMA = 1;

  /** Copies the list. */
  Parcel {
    news = List.copyOf(news);
  }

  byte[] toBytes() {
    return new Encoder()
        .u8(SCHEMA)
        .i64(boot)
        .text(kind.name())
        .i64(first)
        .i32(part)
        .list(news, Encoder::bytes)
        .toBytes();
  }

  /**
   * Reads a parcel.
   *
   * @throws MalformedRecordException when it is none, or of a newer schema
   */
  static Parcel read(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    int schema = in.u8();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("parcel: schema " + schema);
    }
    Parcel parcel =
        new Parcel(in.i64(), in.constant(Kind.class), in.i64(), in.i32(), in.list(Decoder::bytes));
    in.end();
    return parcel;
  }

  static byte[] toBytes(Reply reply) {
    return new Encoder(16).u8(SCHEMA).text(reply.name()).toBytes();
  }

  /**
   * Reads a reply.
   *
   * @throws MalformedRecordException when it is none, or of a newer schema
   */
  static Reply reply(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    int schema = in.u8();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("reply: schema " + schema);
    }
    Reply reply = in.constant(Reply.class);
    in.end();
    return reply;
  }
}
