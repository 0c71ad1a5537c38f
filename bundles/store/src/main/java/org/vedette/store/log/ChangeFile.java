package org.vedette.store.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.ChangeApplier.Verdict;
import org.vedette.store.db.RecordStore;

/**
 * The log file together with the tables it feeds: after {@link #recover} both hold the same
 * changes. Called while nobody else applies.
 */
final class ChangeFile {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeFile.class);

  private final Path path;
  private final LogFile.Opener opener;
  private final RecordStore store;
  private @Nullable LogFile file;
  private @Nullable Position reached;

  ChangeFile(Path path, LogFile.Opener opener, RecordStore store) {
    this.path = path;
    this.opener = opener;
    this.store = store;
  }

  /**
   * Opens a real file, with its directory, for itself alone: a predecessor that is still writing
   * must end first.
   */
  static FileChannel openFile(Path path) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException sameProcess) {
      LOG.debug("The change log is still in use in this process", sameProcess);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new IOException(path + " is in use by another process, or by the bundle replaced");
    }
    return channel;
  }

  /** The tables have got this far. */
  void applied(Position at) {
    reached = at;
  }

  /**
   * Whether the tables are behind where they were: a database that cannot write closes itself, and
   * is opened again without what it had not brought to the disk.
   */
  private boolean wentBack() {
    Position before = reached;
    Position now = store.position();
    return before != null && now.epoch() == before.epoch() && now.index() < before.index();
  }

  /** Returns the open file; opens it and applies what the tables lack if need be. */
  LogFile recover() throws IOException {
    LogFile open = file;
    if (open != null && !wentBack()) {
      return open;
    }
    if (open != null) {
      LOG.warn("The database has lost its newest changes: they are applied again. file={}", path);
      close();
    }
    Position stored = store.position();
    LogFile fresh = LogFile.open(path, opener);
    boolean recovered = false;
    try {
      Replay replay = new Replay(stored);
      long torn = fresh.readAll(replay);
      if (torn > 0) {
        LOG.info("The end of the change log was torn and cut off file={} bytes={}", path, torn);
      }
      if (replay.count > 0) {
        LOG.info("Changes of the log were applied again count={}", replay.count);
      }
      recovered = true;
    } finally {
      if (!recovered) {
        fresh.close();
      }
    }
    file = fresh;
    return fresh;
  }

  /** Closes the file; the next {@link #recover} begins anew. */
  void close() {
    LogFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException ignored) {
        LOG.debug("The change log could not be closed", ignored);
      }
    }
  }

  /** Drops all entries, all of which are applied, after the tables are on the disk. */
  void empty() throws IOException {
    LogFile open = recover();
    store.checkpoint();
    open.cut(LogFile.HEADER);
    // Other records may take the place of all.
    reached = null;
  }

  /** Tries whether log and tables can be written. */
  void tryOut() throws IOException {
    recover().tryOut();
    store.checkpoint();
  }

  /**
   * Drops what was forced but is not in the tables.
   *
   * @return false when the first entry is in the tables after all
   */
  boolean takeBack(List<LogEntry> entries, List<Long> offsets) throws IOException {
    Position applied = store.position();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).position().index() > applied.index()) {
        recover().cut(offsets.get(i));
        return i == 0;
      }
    }
    return false;
  }

  /** Drops what an append left behind that failed half way. */
  void takeBackTail() throws IOException {
    LogFile open = recover();
    open.cut(open.end());
  }

  /** Applies what lies above the stored place. */
  private final class Replay implements LogFile.Reader {
    private final Position stored;
    private boolean first = true;
    private int count;

    Replay(Position stored) {
      this.stored = stored;
    }

    @Override
    public void entry(LogEntry entry) throws IOException {
      Position at = entry.position();
      if (first && at.epoch() == stored.epoch() && at.index() > stored.index() + 1) {
        throw new IOException(
            "the change log begins at "
                + at.index()
                + " but the database ends at "
                + stored.index()
                + ": restore the database of the same backup");
      }
      first = false;
      if (at.epoch() < stored.epoch()
          || (at.epoch() == stored.epoch() && at.index() <= stored.index())) {
        return;
      }
      Verdict verdict = store.apply(at.epoch(), at.index(), entry.change()).verdict();
      if (verdict == Verdict.UNKNOWN_VERSION) {
        throw new IOException(
            "the change log holds change " + at.index() + " of a newer version: install that");
      }
      applied(at);
      count++;
    }
  }
}
