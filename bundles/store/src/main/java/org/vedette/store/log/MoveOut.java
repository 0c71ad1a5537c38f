package org.vedette.store.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.store.db.RecordStore;

/**
 * Writes all records to a file when an operator asks for it by another file, so that they can be
 * moved into a shared database. From then on this store takes no changes, because they would not go
 * along: a start without the written file makes it take them again.
 */
public final class MoveOut implements ChangeWriter {
  /** Name of the file that an operator makes. */
  public static final String WANTED = "move-out";

  /** Name of the file with the records. */
  public static final String WRITTEN = "moved-out.image";

  private static final Logger LOG = LoggerFactory.getLogger(MoveOut.class);
  private static final String MOVED =
      "the records were written out to be moved to another database: start this server with that"
          + " database, or remove %s and start it again";

  private final ChangeWriter writer;
  private final RecordStore store;
  private final Path wanted;
  private final Path written;

  /**
   * Writes by {@code writer} until the records are moved out.
   *
   * @param wanted exists when they shall be
   * @param written where they are written to
   */
  public MoveOut(ChangeWriter writer, RecordStore store, Path wanted, Path written) {
    this.writer = writer;
    this.store = store;
    this.wanted = wanted;
    this.written = written;
  }

  @Override
  public void recover() {
    writer.recover();
  }

  @Override
  public void healIfNeeded() {
    writer.healIfNeeded();
    look();
  }

  private void look() {
    if (Files.notExists(wanted)) {
      return;
    }
    Path draft = written.resolveSibling(written.getFileName() + ".new");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
        store.export(out);
      }
      Files.move(draft, written, StandardCopyOption.REPLACE_EXISTING);
      Files.delete(wanted);
      LOG.warn("All records were written out; changes are not taken any more. file={}", written);
    } catch (IOException failure) {
      LOG.error("The records cannot be written out. file={}", written, failure);
    }
  }

  @Override
  public void beforeInstall() throws IOException {
    writer.beforeInstall();
  }

  @Override
  public List<Written> write(List<Waiting> group) {
    look();
    return Files.exists(written)
        ? ChangeWriter.refuse(group, MOVED.formatted(written))
        : writer.write(group);
  }

  @Override
  public void stop() {
    writer.stop();
  }

  @Override
  public void close() {
    writer.close();
  }
}
