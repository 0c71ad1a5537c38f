package org.vedette.store.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.vedette.api.store.StoreUnavailableException;

/** The database by way of Aries JPA; only writing begins a JTA transaction. */
public final class JpaDatabase implements Database {
  private final JpaTemplate jpa;

  /** Works on one persistence unit. */
  public JpaDatabase(JpaTemplate jpa) {
    this.jpa = jpa;
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
    write(em -> em.createNativeQuery("CHECKPOINT").executeUpdate());
  }

  @Override
  public void checkpoint() throws IOException {
    write(em -> em.createNativeQuery("CHECKPOINT SYNC").executeUpdate());
  }

  private static <R> R run(Work<R> work, EntityManager em) {
    try {
      return work.run(em);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
