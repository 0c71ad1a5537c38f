package org.vedette.replication.raft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.vedette.api.store.ChangeApplier.Applied;
import org.vedette.api.store.ChangeApplier.Verdict;
import org.vedette.api.store.Committed;

/** What the log answers to whoever appended. */
record Reply(long epoch, long index, boolean conflict, String type, String field) {
  static Reply of(long epoch, long index, Applied applied) {
    return new Reply(
        epoch, index, applied.verdict() == Verdict.CONFLICT, applied.type(), applied.field());
  }

  byte[] toBytes() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(32);
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeLong(epoch);
      out.writeLong(index);
      out.writeBoolean(conflict);
      out.writeUTF(type);
      out.writeUTF(field);
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static Reply fromBytes(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new Reply(in.readLong(), in.readLong(), in.readBoolean(), in.readUTF(), in.readUTF());
    }
  }

  Committed committed() {
    return conflict ? new Committed.Conflict(type, field) : new Committed.Done(epoch, index);
  }
}
