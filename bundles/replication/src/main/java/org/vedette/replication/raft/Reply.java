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

/**
 * What the log answers to whoever appended.
 *
 * @param epoch reign in which the change stands in the log
 * @param index its number there
 * @param kind what became of it
 * @param type type of the record in conflict, else empty
 * @param field field in conflict, else empty
 */
record Reply(long epoch, long index, Kind kind, String type, String field) {
  /** Whether somebody who waits for it need not be told more. Coded by its ordinal. */
  enum Kind {
    /** It was made. */
    DONE,
    /** It was refused. */
    CONFLICT,
    /** It stands in the log; the records had it already when this server began to read. */
    DECIDED_BEFORE
  }

  static final String NOT_KNOWN =
      "whether this change was made is not known: look before you make it again";

  static Reply of(long epoch, long index, Applied applied) {
    Kind kind = applied.verdict() == Verdict.CONFLICT ? Kind.CONFLICT : Kind.DONE;
    return new Reply(epoch, index, kind, applied.type(), applied.field());
  }

  static Reply decidedBefore(long epoch, long index) {
    return new Reply(epoch, index, Kind.DECIDED_BEFORE, "", "");
  }

  byte[] toBytes() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(32);
      write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(epoch);
    out.writeLong(index);
    out.writeByte(kind.ordinal());
    out.writeUTF(type);
    out.writeUTF(field);
  }

  static Reply fromBytes(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return read(in);
    }
  }

  static Reply read(DataInputStream in) throws IOException {
    long epoch = in.readLong();
    long index = in.readLong();
    int kind = in.readUnsignedByte();
    if (kind >= Kind.values().length) {
      throw new IOException("an answer of kind " + kind + " is not known here");
    }
    return new Reply(epoch, index, Kind.values()[kind], in.readUTF(), in.readUTF());
  }

  Committed committed() {
    return switch (kind) {
      case DONE -> new Committed.Done(epoch, index);
      case CONFLICT -> new Committed.Conflict(type, field);
      case DECIDED_BEFORE -> new Committed.Unavailable(NOT_KNOWN);
    };
  }
}
