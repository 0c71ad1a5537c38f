package org.vedette.state.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is written at its end. Used by one thread at a time. */
public interface JournalFile extends Closeable {
  /** Writes all remaining bytes; after an exception any part of them may be in the file. */
  void write(ByteBuffer bytes) throws IOException;

  /** Returns after everything written is on disk. */
  void force() throws IOException;

  /** Drops what follows the first {@code size} bytes; the next write goes there. */
  void truncate(long size) throws IOException;
}
