package org.vedette.accounting.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The folder of the journal: the only way by which the journal touches the disk, so that tests can
 * let the disk fail. Thread-safe.
 */
public interface Disk extends Closeable {
  /** A file that is written at its end. Used by one thread at a time. */
  interface Output extends Closeable {
    /** Writes all remaining bytes; after an exception any part of them may be in the file. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns after everything written is on disk. */
    void force() throws IOException;
  }

  /** Names of the files in it, sorted. */
  List<String> list() throws IOException;

  /** Creates a file, or empties one that is there. */
  Output create(String name) throws IOException;

  /** Opens a file for reading from {@code offset}. */
  InputStream read(String name, long offset) throws IOException;

  /** Returns the length of a file in bytes. */
  long size(String name) throws IOException;

  /** Gives a file another name in one step, replacing what had that name. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file; none of that name is fine. */
  void delete(String name) throws IOException;

  /** Returns after creations, renames and deletions are on disk. */
  void sync() throws IOException;

  /** Returns how many bytes may still be written, as of 100 ms ago or later. */
  long usable() throws IOException;

  /** Gives the folder free for another process. */
  @Override
  void close() throws IOException;
}
