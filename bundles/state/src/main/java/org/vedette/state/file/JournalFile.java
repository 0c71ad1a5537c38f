package org.vedette.state.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is written at its end, by one thread at a time. */
public interface JournalFile extends Closeable {
  /** Writes all remaining bytes; after an exception any part of them may be in the file. */
  void write(ByteBuffer bytes) throws IOException;

  /** Returns after everything written is on disk. */
  void force() throws IOException;

  /**
   * Puts zeros from one offset to another, both beyond what was written, and returns after they are
   * on disk: forcing what is written over them later need not force the length of the file, which
   * takes a fast disk several times as long. A favour: a file need not do it. May be called by
   * another thread while what was written is forced; a failure of either shows to both.
   */
  default void reserve(long from, long to) throws IOException {}

  /** Drops what follows the first {@code size} bytes; the next write goes there. */
  void truncate(long size) throws IOException;
}
