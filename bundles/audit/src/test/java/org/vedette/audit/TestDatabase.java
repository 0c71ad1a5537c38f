package org.vedette.audit;

import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
    prepare();
  }

  /** Opens the file again after {@link #shut}. */
  public void open() {
    Path file = getRoot().toPath().resolve("audit");
    pool = JdbcConnectionPool.create("jdbc:h2:file:" + file, "vedette", "secret");
  }

  public void prepare() throws SQLException {
    prepare("V1__audit_record.sql", "V2__audit_entry.sql", "V3__audit_server_name.sql");
  }

  public void prepare(String... scripts) throws SQLException {
    List<URL> found = new ArrayList<>();
    for (String script : scripts) {
      found.add(TestDatabase.class.getResource("/db/migration/" + script));
    }
    new AuditTables(found).prepare(pool);
  }

  public DataSource source() {
    return pool;
  }

  public void shut() {
    pool.dispose();
  }

  public int execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  public String query(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  protected void after() {
    shut();
    super.after();
  }
}
