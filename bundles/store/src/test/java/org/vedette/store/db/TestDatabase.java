package org.vedette.store.db;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.h2.jdbcx.JdbcDataSource;
import org.vedette.api.store.StoreUnavailableException;

/** A database of the test's own, with the tables the migration makes, and with faults on demand. */
public final class TestDatabase implements Database, AutoCloseable {
  private final EntityManagerFactory factory;
  private final DataSource source;
  private volatile boolean readable = true;
  private volatile int failingWrites;
  private volatile int failingCommits;
  private volatile Runnable beforeReadEnds = () -> {};

  private TestDatabase(String url) {
    this(h2(url), url);
  }

  private TestDatabase(DataSource source, String name) {
    this.source = source;
    try {
      Migrations.run(source, TestDatabase::scripts);
    } catch (SQLException unusable) {
      throw new IllegalStateException(unusable);
    }
    factory =
        new PersistenceProvider()
            .createEntityManagerFactory(
                "vedette-store-test",
                Map.of(
                    "javax.persistence.nonJtaDataSource",
                    source,
                    "eclipselink.session-name",
                    name));
  }

  private static DataSource h2(String url) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    source.setUser("sa");
    source.setPassword("");
    return source;
  }

  /** The one script that each product has. */
  private static List<URL> scripts(String folder) {
    return List.of(
        Objects.requireNonNull(TestDatabase.class.getResource("/" + folder + "/V1__records.sql")));
  }

  /** Returns a database of a server that was started by the test. */
  public static TestDatabase of(DataSource source, String name) {
    return new TestDatabase(source, name);
  }

  /** Returns an empty database in memory, which every test takes in turn: opening one is slow. */
  public static TestDatabase first() throws IOException {
    return First.DATABASE.emptied();
  }

  /** Returns another empty database in memory. */
  public static TestDatabase second() throws IOException {
    return Second.DATABASE.emptied();
  }

  private static final class First {
    static final TestDatabase DATABASE = inMemory();
  }

  private static final class Second {
    static final TestDatabase DATABASE = inMemory();
  }

  private static TestDatabase inMemory() {
    return new TestDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  private TestDatabase emptied() throws IOException {
    readable = true;
    failingWrites = 0;
    failingCommits = 0;
    beforeReadEnds = () -> {};
    for (String sql :
        List.of(
            "delete from record",
            "delete from record_key",
            "update log_position set epoch = 0, log_index = 0, log_mark = 'standalone'")) {
      write(em -> em.createNativeQuery(sql).executeUpdate());
    }
    return this;
  }

  public static TestDatabase inFile(Path directory) {
    return new TestDatabase("jdbc:h2:file:" + directory.resolve("store") + ";DB_CLOSE_DELAY=-1");
  }

  /** Lets every reading fail, or not. */
  public void readable(boolean value) {
    readable = value;
  }

  /** Lets the next writes fail before they begin. */
  public void failWrites(int count) {
    failingWrites = count;
  }

  /** Lets the next writes be committed and then fail all the same. */
  public void failAfterCommits(int count) {
    failingCommits = count;
  }

  /** Runs between the query of a reading and its return. */
  public void beforeReadEnds(Runnable step) {
    beforeReadEnds = step;
  }

  /** Sets the durable mark. */
  public void mark(String mark) throws IOException {
    write(
        em ->
            em.createNativeQuery("update log_position set log_mark = '" + mark + "'")
                .executeUpdate());
  }

  @Override
  public <R> R write(Work<R> work) throws IOException {
    if (failingWrites > 0) {
      failingWrites--;
      throw new IOException("the database cannot be written: injected");
    }
    EntityManager em = factory.createEntityManager();
    try {
      em.getTransaction().begin();
      R result = work.run(em);
      em.getTransaction().commit();
      if (failingCommits > 0) {
        failingCommits--;
        throw new IOException("the answer to the commit was lost: injected");
      }
      return result;
    } finally {
      if (em.getTransaction().isActive()) {
        em.getTransaction().rollback();
      }
      em.close();
    }
  }

  @Override
  public <R> R read(Function<EntityManager, R> work) {
    if (!readable) {
      throw new StoreUnavailableException(
          "the database cannot be read: injected", new IOException("injected"));
    }
    EntityManager em = factory.createEntityManager();
    try {
      R result = work.apply(em);
      beforeReadEnds.run();
      return result;
    } finally {
      em.close();
    }
  }

  @Override
  public void save() throws IOException {
    write(em -> em.createNativeQuery("CHECKPOINT").executeUpdate());
  }

  @Override
  public void checkpoint() throws IOException {
    write(em -> em.createNativeQuery("CHECKPOINT SYNC").executeUpdate());
  }

  @Override
  public void close() throws IOException {
    factory.close();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException failure) {
      throw new IOException(failure);
    }
  }
}
