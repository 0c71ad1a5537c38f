package org.vedette.store.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.store.db.RecordId;
import org.vedette.store.db.Touched;
import org.vedette.store.shared.SharedTables.Change;

/** On the two tables that it reads; what PostgreSQL alone can do is tested with PostgreSQL. */
public class FollowerTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Follower.Times TIMES =
      new Follower.Times(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(100));

  private final JdbcDataSource tables = new JdbcDataSource();
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final Ears ears = new Ears();
  private volatile String failing = "";
  private volatile Health health = Health.ok();
  private Follower follower;

  private static final class Ears implements Told {
    private final List<String> heard = new ArrayList<>();

    @Override
    public synchronized void touched(List<Touched> touched) {
      touched.forEach(each -> heard.add(each.id().id()));
    }

    @Override
    public synchronized void replaced() {
      heard.add("everything");
    }

    synchronized List<String> heard() {
      return List.copyOf(heard);
    }
  }

  @Before
  public void make() throws SQLException {
    tables.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    sql(
        "create table log_position (id int, epoch bigint, log_index bigint, database_id uuid,"
            + " founder uuid)");
    sql("create table change_told (log_index bigint, change_id uuid, touched varbinary(1000))");
    sql("insert into log_position values (1, 0, 0, random_uuid(), null)");
    follower =
        new Follower(
            new FailingSource(tables, () -> failing),
            () -> new Bell(notices),
            ears,
            TIMES,
            "db",
            state -> health = state);
  }

  @After
  public void close() throws SQLException {
    follower.close();
    sql("shutdown");
  }

  private record Bell(BlockingQueue<String> notices) implements Notices {
    @Override
    public void await(Duration limit) throws SQLException {
      try {
        if ("broken".equals(notices.poll(limit.toMillis(), TimeUnit.MILLISECONDS))) {
          throw new SQLException("broken", "08006");
        }
      } catch (InterruptedException interrupted) {
        throw new SQLException(interrupted);
      }
    }

    @Override
    public void close() {}
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = tables.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private void change(long index, String record) throws SQLException {
    try (Connection connection = tables.getConnection()) {
      SharedTables.tell(
          connection,
          new Change(
              index,
              UUID.randomUUID(),
              TouchedBytes.write(
                  List.of(new Touched(new RecordId(1, record), Set.of(), Set.of())))));
    }
    sql("update log_position set log_index = " + index);
  }

  @Test
  public void tellsEveryChangeOnceInOrder() throws SQLException {
    change(1, "before");
    follower.first();
    assertThat(follower.passed().orElseThrow().index()).isEqualTo(1);
    for (int i = 2; i <= 1200; i++) {
      change(i, "r" + i);
    }
    follower.follow();
    follower.follow();
    assertThat(ears.heard()).hasSize(1199).startsWith("r2", "r3").endsWith("r1200");
    assertThat(follower.passed().orElseThrow().index()).isEqualTo(1200);
  }

  @Test
  public void aGapMeansEverything() throws SQLException {
    follower.first();
    change(1, "r1");
    change(2, "r2");
    change(3, "r3");
    sql("delete from change_told where log_index = 2");
    follower.follow();
    assertThat(ears.heard()).containsExactly("r1", "everything");
    change(4, "r4");
    follower.follow();
    assertThat(ears.heard()).containsExactly("r1", "everything", "r4");
  }

  @Test
  public void aRestoredBackupMeansEverything() throws SQLException {
    change(1, "r1");
    change(2, "r2");
    follower.first();
    sql("delete from change_told where log_index = 2");
    sql("update log_position set log_index = 1");
    follower.follow();
    assertThat(ears.heard()).containsExactly("everything");
    change(2, "other");
    follower.follow();
    assertThat(ears.heard()).containsExactly("everything", "other");
    sql("update change_told set change_id = random_uuid() where log_index = 2");
    follower.follow();
    assertThat(ears.heard()).containsExactly("everything", "other", "everything");
  }

  @Test
  public void looksByItselfAlsoWhenNoticesBreak() throws SQLException {
    follower.first();
    follower.start();
    change(1, "r1");
    notices.add("changed");
    Awaitility.await().atMost(LONG).until(() -> ears.heard().contains("r1"));
    notices.add("broken");
    change(2, "r2");
    Awaitility.await().atMost(LONG).until(() -> ears.heard().contains("r2"));
    assertThat(health).isEqualTo(Health.ok());
  }

  @Test
  public void whileTheDatabaseIsAwayNothingIsForgotten() throws SQLException {
    follower.first();
    follower.start();
    failing = "08001";
    Awaitility.await()
        .atMost(LONG)
        .until(() -> health.status() == Health.Status.CRITICAL && health.message().contains("db"));
    Awaitility.await().during(TIMES.stale().multipliedBy(2)).until(() -> ears.heard().isEmpty());
    change(1, "r1");
    failing = "";
    Awaitility.await().atMost(LONG).until(() -> ears.heard().contains("r1"));
    assertThat(ears.heard()).containsExactly("r1");
    Awaitility.await().atMost(LONG).until(() -> health.equals(Health.ok()));
  }

  @Test
  public void whileTheDatabaseRefusesToTellNothingIsRemembered() throws SQLException {
    follower.first();
    follower.start();
    failing = "42501";
    Awaitility.await().atMost(LONG).until(() -> ears.heard().contains("everything"));
    failing = "";
    Awaitility.await().atMost(LONG).until(() -> health.equals(Health.ok()));
  }
}
