package org.vedette.replication.raft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.vedette.api.store.Actor;

/**
 * What stands in the log: a change, and who made it through which server. That server audits it.
 *
 * @param server name of the server that took the change
 * @param actor who made it
 * @param change byte form of the change
 */
record Entry(String server, Actor actor, byte[] change) {
  private static final int VERSION = 1;

  byte[] toBytes() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(change.length + 128);
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(VERSION);
      out.writeUTF(server);
      out.writeUTF(actor.name());
      out.writeUTF(actor.via());
      out.writeUTF(actor.address());
      out.writeInt(change.length);
      out.write(change);
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads one.
   *
   * @return empty when a newer version of this program wrote it
   * @throws IOException when it is none
   */
  static Optional<Entry> fromBytes(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readUnsignedByte() > VERSION) {
        return Optional.empty();
      }
      String server = in.readUTF();
      Actor actor = new Actor(in.readUTF(), in.readUTF(), in.readUTF());
      byte[] change = new byte[in.readInt()];
      in.readFully(change);
      return Optional.of(new Entry(server, actor, change));
    }
  }
}
