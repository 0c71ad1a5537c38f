package org.vedette.replication.member;

import java.util.ArrayList;
import java.util.List;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.replication.raft.Member;

/**
 * A server that belongs to the cluster.
 *
 * @param name its name
 * @param number 1 to {@value #MOST}: which epochs it may begin, see {@link Epochs}
 * @param host where the others reach it
 * @param port the one port between servers
 * @param serials serial numbers of its certificates that count, hexadecimal, the newest last
 */
record Seat(String name, int number, String host, int port, List<String> serials) {
  /** Most servers of a cluster. */
  static final int MOST = 63;

  private static final int SCHEMA = 1;

  /** Certificates that count beside the newest: the one before it, until all have met the new. */
  private static final int SERIALS = 2;

  Seat {
    serials = List.copyOf(serials);
  }

  /** The same server with another certificate. */
  Seat with(String serial) {
    List<String> more = new ArrayList<>(serials);
    more.add(serial);
    return new Seat(
        name, number, host, port, more.subList(Math.max(0, more.size() - SERIALS), more.size()));
  }

  /** The same server elsewhere. */
  Seat at(String newHost, int newPort) {
    return new Seat(name, number, newHost, newPort, serials);
  }

  Member member(boolean voter) {
    return new Member(name, host, port, voter);
  }

  void write(Encoder out) {
    out.i32(SCHEMA).text(name).i32(number).text(host).i32(port).texts(serials);
  }

  byte[] toBytes() {
    Encoder out = new Encoder();
    write(out);
    return out.toBytes();
  }

  static Seat read(Decoder in) {
    int schema = in.i32();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("server of a cluster: schema " + schema);
    }
    return new Seat(in.text(), in.i32(), in.text(), in.i32(), in.texts());
  }
}
