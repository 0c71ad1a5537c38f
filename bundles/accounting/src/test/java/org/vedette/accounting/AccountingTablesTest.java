package org.vedette.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Objects;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AccountingTablesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  /** H2 would do it in the middle of a transaction: the table has it done between two. */
  @Test
  public void h2DoesNotWriteItsFileByItself() throws Exception {
    Path file = folder.getRoot().toPath().resolve("accounting");
    URL script =
        Objects.requireNonNull(
            AccountingTables.class.getResource("/db/migration/V1__accounting.sql"));
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:file:" + file, "vedette", "secret");
    try (Connection open = pool.getConnection()) {
      new AccountingTables(List.of(script)).prepare(pool);
      try (PreparedStatement select =
              open.prepareStatement(
                  "SELECT setting_value FROM information_schema.settings"
                      + " WHERE setting_name = 'WRITE_DELAY'");
          ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(2_000_000_000L);
      }
    } finally {
      pool.dispose();
    }
  }
}
