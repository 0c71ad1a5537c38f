package org.vedette.state.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.file.DamagedJournalException;
import org.vedette.state.file.Folder;
import org.vedette.state.file.JournalFile;

/** The snapshot on disk: replaced in one step, so that there is always a whole one or none. */
final class Snapshots {
  static final String FILE = "snapshot";
  static final String TEMPORARY = FILE + ".tmp";

  private final Folder folder;

  Snapshots(Folder folder) {
    this.folder = folder;
  }

  /** Writes an image and puts it in the place of the snapshot; returns how many bytes it has. */
  long write(Image image) throws IOException {
    long bytes;
    try (JournalFile file = folder.create(TEMPORARY)) {
      FileStream stream = new FileStream(file);
      ImageWriter.write(image, stream);
      file.force();
      bytes = stream.written;
    }
    folder.rename(TEMPORARY, FILE);
    folder.sync();
    return bytes;
  }

  /**
   * Reads the snapshot; empty when there is none.
   *
   * @throws DamagedJournalException when it is damaged: segments before it are gone
   */
  Optional<Image> read() throws IOException {
    if (!folder.list().contains(FILE)) {
      return Optional.empty();
    }
    byte[] bytes;
    try (var in = folder.read(FILE, 0)) {
      bytes = in.readAllBytes();
    }
    try {
      return Optional.of(ImageReader.read(bytes));
    } catch (MalformedRecordException wrong) {
      throw new DamagedJournalException("the file " + FILE + " is damaged: " + wrong.getMessage());
    }
  }

  private static final class FileStream extends OutputStream {
    private final JournalFile file;
    private long written;

    FileStream(JournalFile file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(ByteBuffer.wrap(bytes, offset, length));
      written += length;
    }
  }
}
