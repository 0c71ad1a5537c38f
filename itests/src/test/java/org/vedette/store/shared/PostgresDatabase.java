package org.vedette.store.shared;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.vedette.store.db.Database;

/** A database on a real server as one server sees it, with faults on demand. */
final class PostgresDatabase implements Database {
  private final PostgresTables tables;
  private volatile int failBefore;
  private volatile int failAfter;

  PostgresDatabase(PostgresTables tables) {
    this.tables = tables;
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
    EntityManager em = tables.manager();
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
    EntityManager em = tables.manager();
    try {
      return work.apply(em);
    } finally {
      em.close();
    }
  }

  @Override
  public void save() {
    throw new AssertionError("nobody writes the file of a shared database");
  }

  @Override
  public void checkpoint() {
    throw new AssertionError("nobody writes the file of a shared database");
  }
}
