package org.vedette.store.shared;

import java.io.IOException;
import java.net.URL;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.vedette.store.db.Database;
import org.vedette.store.db.Migrations;

/** A database on a real server, with faults on demand. */
final class PostgresDatabase implements Database, AutoCloseable {
  private final EntityManagerFactory factory;
  private volatile int failBefore;
  private volatile int failAfter;

  PostgresDatabase(DataSource source, String name) throws SQLException {
    Migrations.run(source, PostgresDatabase::scripts);
    factory =
        new PersistenceProvider()
            .createEntityManagerFactory(
                "vedette-store-real",
                Map.of(
                    "javax.persistence.nonJtaDataSource",
                    source,
                    "eclipselink.session-name",
                    name));
  }

  private static List<URL> scripts(String folder) {
    return List.of(
        Objects.requireNonNull(
            Database.class.getResource("/" + folder + "/V1__records.sql"), folder));
  }

  /** Breaks the next transactions off just before they are committed. */
  void failBeforeCommit(int count) {
    failBefore = count;
  }

  /** Lets the answers to the next commits be lost. */
  void failAfterCommit(int count) {
    failAfter = count;
  }

  @Override
  public <R> R write(Work<R> work) throws IOException {
    EntityManager em = factory.createEntityManager();
    try {
      em.getTransaction().begin();
      R result = work.run(em);
      if (failBefore > 0) {
        failBefore--;
        em.getTransaction().rollback();
        throw new IOException("broken off: injected", new SQLException("injected", "08006"));
      }
      em.getTransaction().commit();
      if (failAfter > 0) {
        failAfter--;
        throw new IOException("the answer was lost: injected", new SQLException("in", "08006"));
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
    EntityManager em = factory.createEntityManager();
    try {
      return work.apply(em);
    } finally {
      em.close();
    }
  }

  @Override
  public void checkpoint() {
    throw new UnsupportedOperationException("a shared database looks after itself");
  }

  @Override
  public void close() {
    factory.close();
  }
}
