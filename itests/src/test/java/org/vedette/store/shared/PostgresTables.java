package org.vedette.store.shared;

import java.net.URL;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.postgresql.ds.PGPoolingDataSource;
import org.vedette.itests.real.Postgres;
import org.vedette.store.db.Database;
import org.vedette.store.db.Migrations;

/** The tables of one database on a real server, with a pool for all who write there. */
@SuppressWarnings("deprecation") // The driver's own pool is good enough for a test.
final class PostgresTables implements AutoCloseable {
  private static final int CONNECTIONS = 20;

  private final PGPoolingDataSource pool = new PGPoolingDataSource();
  private final EntityManagerFactory factory;
  private final String url;

  PostgresTables(String url) throws SQLException {
    this.url = url;
    pool.setDataSourceName(url);
    pool.setURL(url + "?connectTimeout=3&socketTimeout=10");
    pool.setUser(Postgres.USER);
    pool.setPassword(Postgres.PASSWORD);
    pool.setMaxConnections(CONNECTIONS);
    Migrations.run(pool, PostgresTables::scripts);
    factory =
        new PersistenceProvider()
            .createEntityManagerFactory(
                "vedette-store-real",
                Map.of(
                    "javax.persistence.nonJtaDataSource", pool, "eclipselink.session-name", url));
  }

  private static List<URL> scripts(String folder) {
    return List.of(
        Objects.requireNonNull(
            Database.class.getResource("/" + folder + "/V1__records.sql"), folder));
  }

  String url() {
    return url;
  }

  PGPoolingDataSource pool() {
    return pool;
  }

  EntityManager manager() {
    return factory.createEntityManager();
  }

  @Override
  public void close() {
    factory.close();
    pool.close();
  }
}
