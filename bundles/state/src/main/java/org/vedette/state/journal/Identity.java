package org.vedette.state.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.vedette.state.file.DamagedJournalException;
import org.vedette.state.file.Folder;
import org.vedette.state.file.JournalFile;

/**
 * Who this server is: an id made at the first start, and a number that rises with each start of the
 * journal. Kept in the file {@value #FILE}.
 *
 * @param server random id
 * @param boot number of this start, from 1
 */
record Identity(String server, long boot) {
  static final String FILE = "identity";
  private static final String TEMPORARY = FILE + ".tmp";

  /** Reads the identity; empty at the first start. */
  static Optional<Identity> read(Folder folder) throws IOException {
    if (!folder.list().contains(FILE)) {
      return Optional.empty();
    }
    byte[] bytes;
    try (var in = folder.read(FILE, 0)) {
      bytes = in.readNBytes(1024);
    }
    String[] words = new String(bytes, StandardCharsets.US_ASCII).strip().split("\\s+", -1);
    try {
      return Optional.of(new Identity(UUID.fromString(words[0]).toString(), parse(words)));
    } catch (IllegalArgumentException wrong) {
      throw new DamagedJournalException("the file " + FILE + " is not what the server wrote");
    }
  }

  private static long parse(String[] words) {
    if (words.length != 2) {
      throw new IllegalArgumentException("two words expected");
    }
    return Long.parseLong(words[1]);
  }

  /** Writes the file in one step. */
  void write(Folder folder) throws IOException {
    try (JournalFile file = folder.create(TEMPORARY)) {
      String text = server + " " + boot + "\n";
      file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      file.force();
    }
    folder.rename(TEMPORARY, FILE);
    folder.sync();
  }
}
