package org.vedette.store.replicated;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.h2.jdbcx.JdbcDataSource;
import org.vedette.store.db.Database;
import org.vedette.store.db.Migrations;

/** H2 in a folder, as servers have it. */
final class FileDatabase implements Database, AutoCloseable {
  private final EntityManagerFactory factory;
  private final JdbcDataSource source = new JdbcDataSource();

  FileDatabase(Path folder) throws IOException {
    String url = "jdbc:h2:file:" + folder.resolve("store") + ";DB_CLOSE_DELAY=-1";
    source.setURL(url);
    source.setUser("sa");
    source.setPassword("");
    try {
      Migrations.run(source, FileDatabase::scripts);
    } catch (SQLException unusable) {
      throw new IOException(unusable);
    }
    factory =
        new PersistenceProvider()
            .createEntityManagerFactory(
                "vedette-store-real",
                Map.of(
                    "javax.persistence.nonJtaDataSource", source, "eclipselink.session-name", url));
  }

  private static List<URL> scripts(String folder) {
    return List.of(
        Objects.requireNonNull(
            Database.class.getResource("/" + folder + "/V1__records.sql"), folder));
  }

  @Override
  public <R> R write(Work<R> work) throws IOException {
    EntityManager em = factory.createEntityManager();
    try {
      em.getTransaction().begin();
      R result = work.run(em);
      em.getTransaction().commit();
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
