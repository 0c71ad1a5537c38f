package org.vedette.store.shared;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Gives connections, or fails with a state. */
final class FailingSource implements DataSource {
  private final DataSource source;
  private final Supplier<String> state;

  /**
   * Gives those of {@code source}.
   *
   * @param state the SQLSTATE to fail with; empty for none
   */
  FailingSource(DataSource source, Supplier<String> state) {
    this.source = source;
    this.state = state;
  }

  @Override
  public Connection getConnection() throws SQLException {
    String failing = state.get();
    if (!failing.isEmpty()) {
      throw new SQLException("injected", failing);
    }
    return source.getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> kind) throws SQLException {
    return source.unwrap(kind);
  }

  @Override
  public boolean isWrapperFor(Class<?> kind) throws SQLException {
    return source.isWrapperFor(kind);
  }
}
