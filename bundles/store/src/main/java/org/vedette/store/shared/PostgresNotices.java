package org.vedette.store.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What PostgreSQL tells by NOTIFY, on a connection of its own. */
final class PostgresNotices implements Notices {
  private final Connection connection;
  private final PGConnection listening;

  private PostgresNotices(Connection connection) throws SQLException {
    this.connection = connection;
    this.listening = connection.unwrap(PGConnection.class);
  }

  /** Takes a connection for as long as this is open. */
  static Notices open(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + SharedTables.CHANNEL);
      return new PostgresNotices(connection);
    } catch (SQLException | RuntimeException cannot) {
      connection.close();
      throw cannot;
    }
  }

  @Override
  public void await(Duration limit) throws SQLException {
    PGNotification[] told = listening.getNotifications((int) limit.toMillis());
    if (told == null) {
      return;
    }
  }

  /** The connection goes back to the pool, and must not hear anything there. */
  @Override
  public void close() {
    try (Connection back = connection;
        Statement statement = back.createStatement()) {
      statement.execute("unlisten *");
    } catch (SQLException broken) {
      // It is broken, and the pool throws it away.
      return;
    }
  }
}
