package org.vedette.store.shared;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.store.db.Database;
import org.vedette.store.db.Image;
import org.vedette.store.shared.SharedTables.Row;

/**
 * Takes records that lay elsewhere into a database that is empty yet: the file that {@link MoveOut}
 * wrote, in the transaction that makes the database this server's. Once it is in, the file is
 * renamed.
 */
final class MoveIn {
  private static final Logger LOG = LoggerFactory.getLogger(MoveIn.class);

  private final Path file;
  private final Database database;
  private final Belonging belonging;

  MoveIn(Path file, Database database, Belonging belonging) {
    this.file = file;
    this.database = database;
    this.belonging = belonging;
  }

  /**
   * Moves in what waits.
   *
   * @throws IOException when it cannot; the file stays, and the database as it was
   */
  void run() throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    database.write(
        em -> {
          try {
            Connection connection = SharedWriter.connection(em);
            Row at = SharedTables.lock(connection);
            if (at.position().index() != 0 || !SharedTables.empty(connection)) {
              throw new IOException(
                  file
                      + " is not moved in, because the database holds records already: remove the"
                      + " file, or name an empty database");
            }
            SharedTables.found(connection, belonging.claim());
          } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
          }
          try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Image.install(em, in);
          }
          return true;
        });
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + ".done"),
        StandardCopyOption.REPLACE_EXISTING);
    LOG.info("The records were moved into the shared database. file={}", file);
  }
}
