package org.vedette.replication.raft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which changes stand in the log already, so that one that is sent twice is made once: its sender
 * did not hear the answer. A part of what the log decides, so it is the same on every server: it
 * follows from the entries, and stands behind the records in each image. Thread-safe.
 */
public final class Repeats {
  /** More than are written while anybody tries again. */
  static final int MOST = 16_384;

  private static final long MAGIC = 0x5644_5245_5045_4154L;
  private static final int FOOT = Integer.BYTES + Long.BYTES;

  private final Map<UUID, Reply> replies =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Reply> eldest) {
          return size() > MOST;
        }
      };

  /** What was answered first; empty for a change that is new. */
  synchronized Optional<Reply> of(UUID id) {
    return Optional.ofNullable(replies.get(id));
  }

  synchronized void add(UUID id, Reply reply) {
    if (!id.equals(Entry.NAMELESS)) {
      replies.putIfAbsent(id, reply);
    }
  }

  synchronized void clear() {
    replies.clear();
  }

  /** Writes them behind an image; a foot says how long they are. */
  synchronized void write(OutputStream image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Map.Entry<UUID, Reply> each : replies.entrySet()) {
      out.writeLong(each.getKey().getMostSignificantBits());
      out.writeLong(each.getKey().getLeastSignificantBits());
      each.getValue().write(out);
    }
    int length = out.size();
    out.writeInt(length);
    out.writeLong(MAGIC);
    bytes.writeTo(image);
  }

  /** Knows what the image says from now on: nothing, if the version before wrote it. */
  synchronized void read(Path image) throws IOException {
    replies.clear();
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "r")) {
      if (file.length() < FOOT) {
        return;
      }
      file.seek(file.length() - FOOT);
      int length = file.readInt();
      if (file.readLong() != MAGIC || length < 0 || length > file.length() - FOOT) {
        return;
      }
      byte[] bytes = new byte[length];
      file.seek(file.length() - FOOT - length);
      file.readFully(bytes);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      while (in.available() > 0) {
        replies.put(new UUID(in.readLong(), in.readLong()), Reply.read(in));
      }
    }
  }
}
