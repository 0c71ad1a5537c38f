package org.vedette.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DatabaseFileTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Connection connection;
  private long usable = Long.MAX_VALUE;
  private Path asked;
  private final DatabaseFile file =
      new DatabaseFile(
          of -> {
            asked = of;
            return usable;
          });

  @Before
  public void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:file:" + folder.getRoot() + "/data");
    DatabaseFile.keep(connection);
  }

  @After
  public void close() throws SQLException {
    connection.close();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int hash() throws IOException {
    return Arrays.hashCode(Files.readAllBytes(folder.getRoot().toPath().resolve("data.mv.db")));
  }

  @Test
  public void itIsWrittenWhenThisIsTold() throws Exception {
    file.force(connection);
    int before = hash();
    run("CREATE TABLE one (number INT)");
    assertThat(hash()).isEqualTo(before);
    file.save(connection);
    assertThat(hash()).isNotEqualTo(before);
    assertThat(asked).isEqualTo(folder.getRoot().toPath());
  }

  @Test
  public void withoutRoomItIsNotTouchedAndStaysOpen() throws Exception {
    file.force(connection);
    int before = hash();
    run("CREATE TABLE one (number INT)");
    usable = DatabaseFile.ROOM - 1;
    assertThatThrownBy(() -> file.save(connection))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("only 15 MiB are free")
        .hasMessageContaining(folder.getRoot().toString());
    assertThatThrownBy(() -> file.force(connection)).hasMessageContaining("only 15 MiB are free");
    assertThat(hash()).isEqualTo(before);
    run("INSERT INTO one VALUES (1)");
    usable = DatabaseFile.ROOM;
    file.save(connection);
    assertThat(hash()).isNotEqualTo(before);
  }

  @Test
  public void inMemoryThereIsNoRoomToLookFor() throws Exception {
    usable = 0;
    try (Connection memory = DriverManager.getConnection("jdbc:h2:mem:")) {
      DatabaseFile.keep(memory);
      file.force(memory);
      file.save(memory);
    }
    assertThat(asked).isNull();
  }
}
