package org.vedette.store.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.sql.DataSource;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.vedette.api.store.DatabaseFile;
import org.vedette.api.store.StoreUnavailableException;

/** The database by way of Aries JPA; only writing begins a JTA transaction. */
public final class JpaDatabase implements Database {
  private final JpaTemplate jpa;
  private final DataSource source;
  private final DatabaseFile file = new DatabaseFile();

  /**
   * Works on one persistence unit.
   *
   * @param source the same database without transactions of JTA
   */
  public JpaDatabase(JpaTemplate jpa, DataSource source) {
    this.jpa = jpa;
    this.source = source;
  }

  @Override
  public <R> R write(Work<R> work) throws IOException {
    try {
      return jpa.txExpr(TransactionType.RequiresNew, em -> run(work, em));
    } catch (UncheckedIOException failure) {
      throw new IOException(Causes.root(failure), failure);
    } catch (RuntimeException failure) {
      throw new IOException("the database cannot be written: " + Causes.root(failure), failure);
    }
  }

  @Override
  public <R> R read(Function<EntityManager, R> work) {
    try {
      return jpa.txExpr(TransactionType.NotSupported, work::apply);
    } catch (RuntimeException failure) {
      throw new StoreUnavailableException(
          "the database cannot be read: " + Causes.root(failure), failure);
    }
  }

  @Override
  public void save() throws IOException {
    toFile(file::save);
  }

  @Override
  public void checkpoint() throws IOException {
    toFile(file::force);
  }

  /** Writes its file. */
  @FunctionalInterface
  private interface Writing {
    void run(Connection connection) throws SQLException;
  }

  /** Not in a transaction of JTA, which could not be ended if this fails. */
  private void toFile(Writing writing) throws IOException {
    try (Connection connection = source.getConnection()) {
      writing.run(connection);
    } catch (SQLException failure) {
      throw new IOException("the database cannot be written: " + Causes.root(failure), failure);
    }
  }

  private static <R> R run(Work<R> work, EntityManager em) {
    try {
      return work.run(em);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
