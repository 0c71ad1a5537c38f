package org.vedette.state.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.vedette.state.file.Folder;
import org.vedette.state.file.JournalFile;

/** Remembers, by the file {@value #FILE}, that this server is one of several. */
final class SharedMark {
  static final String FILE = "shared";
  private static final String TEMPORARY = FILE + ".tmp";

  private SharedMark() {}

  static boolean read(Folder folder) throws IOException {
    return folder.list().contains(FILE);
  }

  static void set(Folder folder, boolean on) throws IOException {
    if (!on) {
      folder.delete(FILE);
    } else if (!read(folder)) {
      try (JournalFile file = folder.create(TEMPORARY)) {
        file.write(ByteBuffer.wrap("shared\n".getBytes(StandardCharsets.US_ASCII)));
        file.force();
      }
      folder.rename(TEMPORARY, FILE);
    }
    folder.sync();
  }
}
