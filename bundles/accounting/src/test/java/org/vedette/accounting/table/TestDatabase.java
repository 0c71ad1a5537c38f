package org.vedette.accounting.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.rules.TemporaryFolder;

/** An H2 database in a file, with the tables. */
public final class TestDatabase extends TemporaryFolder {
  private JdbcConnectionPool pool;

  @Override
  protected void before() throws Throwable {
    super.before();
    open();
    execute(script());
  }

  private static String script() throws IOException {
    try (InputStream in =
        TestDatabase.class.getResourceAsStream("/db/migration/V1__accounting.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public void open() {
    Path file = getRoot().toPath().resolve("accounting");
    pool = JdbcConnectionPool.create("jdbc:h2:file:" + file, "vedette", "secret");
  }

  public DataSource source() {
    return pool;
  }

  public void shut() {
    pool.dispose();
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public long count(String table) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  protected void after() {
    shut();
    super.after();
  }
}
