package org.vedette.replication.raft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.store.Actor;

/**
 * What stands in the log: a change, and who made it through which server. That server audits it.
 *
 * @param id the same however often the change is sent; {@link #NAMELESS} from a version that did
 *     not write it
 * @param server name of the server that took the change
 * @param actor who made it
 * @param change byte form of the change
 */
record Entry(UUID id, String server, Actor actor, byte[] change) {
  static final UUID NAMELESS = new UUID(0, 0);

  private static final int VERSION = 1;
  private static final int ID_BYTES = 16;

  /** One that changes nothing: the records refuse it, and their place moves on. */
  static Entry nothing() {
    return new Entry(UUID.randomUUID(), "", new Actor("cluster", "replication", ""), new byte[0]);
  }

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
      // Last, where whoever does not know of it does not look.
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
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
      UUID id = in.available() >= ID_BYTES ? new UUID(in.readLong(), in.readLong()) : NAMELESS;
      return Optional.of(new Entry(id, server, actor, change));
    }
  }
}
