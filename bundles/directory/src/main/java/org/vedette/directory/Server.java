package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.ServerSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Breaker;
import org.vedette.directory.DirectorySettings.Limits;

/**
 * One server of a directory: two pools of connections and a breaker.
 *
 * <p>Searches run on connections of the service account. Users' binds run on connections of their
 * own, which never search: whoever is signed in there can read nothing through us. All calls block.
 */
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Duration IDLE_CHECK = Duration.ofSeconds(30);
  private static final long MAX_AGE_MILLIS = Duration.ofMinutes(30).toMillis();

  /** Something done on a connection. */
  interface Call<T> {
    T on(LDAPConnection connection) throws LDAPException;
  }

  private final String directory;
  private final ServerAddress address;
  private final Connector connector;
  private final Breaker breaker;
  private final UserSearch search;
  private final InstantSource clock;
  private final LDAPConnectionPool searching;
  private final LDAPConnectionPool binding;
  private volatile Instant lastAnswer = Instant.MIN;
  private volatile boolean retired;

  Server(
      String directory,
      ServerAddress address,
      Connector connector,
      UserSearch search,
      Limits limits,
      InstantSource clock) {
    this.directory = directory;
    this.address = address;
    this.connector = connector;
    this.breaker = new Breaker(clock);
    this.search = search;
    this.clock = clock;
    this.searching = pool("search", limits, connector::connectAsService);
    this.binding = pool("bind", limits, () -> connector.connect(connector.attempt()));
  }

  /** Returns the address. */
  ServerAddress address() {
    return address;
  }

  /** Returns what opens connections to it. */
  Connector connector() {
    return connector;
  }

  /** Returns why the server is not asked now; empty when it is. */
  Optional<String> trouble() {
    return breaker.reason();
  }

  /**
   * Runs a search as the service account.
   *
   * @throws LDAPException when the server answered with anything but success
   */
  <T> T search(Call<T> call) throws NoAnswerException, LDAPException {
    return use(searching, call);
  }

  /**
   * Runs a bind as a user.
   *
   * @throws LDAPException when the server answered with anything but success
   */
  <T> T bind(Call<T> call) throws NoAnswerException, LDAPException {
    return use(binding, call);
  }

  /**
   * Opens a connection that is in no pool, signed in as the service account; the caller closes it.
   * What goes wrong on it says nothing about the server: reading may take long.
   */
  LDAPConnection open() throws NoAnswerException {
    Optional<String> known = breaker.reason();
    if (known.isPresent()) {
      throw new NoAnswerException(address + ": " + known.get());
    }
    try {
      return connector.connectToRead();
    } catch (LDAPException failure) {
      throw lost(failure);
    }
  }

  /** Looks after the server in the background: tries a broken one, checks an idle one. */
  void watch() {
    boolean idle = lastAnswer.isBefore(clock.instant().minus(IDLE_CHECK));
    if (breaker.retryDue() || (breaker.reason().isEmpty() && idle)) {
      checkNow();
    }
  }

  /** Signs in as the service account and reads the base, as the next request would need it. */
  void checkNow() {
    LDAPConnection connection;
    try {
      connection = searching.getConnection();
    } catch (LDAPException failure) {
      lost(failure);
      return;
    }
    try {
      search.checkBase(connection);
      searching.releaseConnection(connection);
      lastAnswer = clock.instant();
      if (breaker.close()) {
        LOG.info("Directory server is back: directory={} server={}", directory, address);
      }
    } catch (LDAPException failure) {
      searching.releaseDefunctConnection(connection);
      if (failure.getResultCode().equals(ResultCode.SERVER_DOWN) && trouble().isEmpty()) {
        // An idle connection that the server closed says nothing; a new one will.
        lastAnswer = Instant.MIN;
        checkAnew();
      } else {
        lost(failure);
      }
    }
  }

  /** Takes no failure for a trouble any more: what fails from now on fails as we are leaving. */
  void retire() {
    retired = true;
  }

  @Override
  public void close() {
    searching.close();
    binding.close();
  }

  private void checkAnew() {
    try {
      LDAPConnection connection = searching.getServerSet().getConnection();
      try (connection) {
        search.checkBase(connection);
        lastAnswer = clock.instant();
      }
    } catch (LDAPException failure) {
      lost(failure);
    }
  }

  private <T> T use(LDAPConnectionPool pool, Call<T> call) throws NoAnswerException, LDAPException {
    Optional<String> known = breaker.reason();
    if (known.isPresent()) {
      throw new NoAnswerException(address + ": " + known.get());
    }
    LDAPConnection connection;
    try {
      connection = pool.getConnection();
    } catch (LDAPException failure) {
      throw lost(failure);
    }
    try {
      return attempt(pool, connection, call);
    } catch (StaleConnectionException stale) {
      return onNewConnection(pool, connection, call);
    }
  }

  private <T> T onNewConnection(LDAPConnectionPool pool, LDAPConnection stale, Call<T> call)
      throws NoAnswerException, LDAPException {
    LDAPConnection connection;
    try {
      connection = pool.replaceDefunctConnection(stale);
    } catch (LDAPException failure) {
      throw lost(failure);
    }
    try {
      return attempt(pool, connection, call);
    } catch (StaleConnectionException closedAgain) {
      pool.releaseDefunctConnection(connection);
      throw slow("the server closes new connections");
    }
  }

  /** Runs the call and gives the connection back, unless the server had closed it. */
  private <T> T attempt(LDAPConnectionPool pool, LDAPConnection connection, Call<T> call)
      throws NoAnswerException, LDAPException, StaleConnectionException {
    try {
      T value = call.on(connection);
      pool.releaseConnection(connection);
      answered();
      return value;
    } catch (LDAPException failure) {
      if (failure.getResultCode().equals(ResultCode.SERVER_DOWN)) {
        throw new StaleConnectionException();
      }
      if (Causes.isTransport(failure)) {
        pool.releaseDefunctConnection(connection);
        throw slow(Causes.of(failure));
      }
      pool.releaseConnection(connection);
      answered();
      throw failure;
    }
  }

  /** Notes an answer. */
  void answered() {
    breaker.answered();
    lastAnswer = clock.instant();
  }

  /** Notes that an answer did not come in time. */
  void late() {
    slow("no answer in time");
  }

  private NoAnswerException slow(String why) {
    if (breaker.slow(why)) {
      warn(why);
    }
    return new NoAnswerException(address + ": " + why);
  }

  private NoAnswerException lost(LDAPException failure) {
    String why = Causes.of(failure);
    boolean lasting =
        failure instanceof ConnectFailure known
            ? known.kind() == ConnectFailure.Kind.LASTING
            : !Causes.isTransport(failure);
    // The end of the watch breaks off what it tries: that says nothing about the server.
    if (!retired && breaker.fail(why, lasting)) {
      warn(why);
    }
    return new NoAnswerException(address + ": " + why);
  }

  private void warn(String why) {
    if (!retired) {
      LOG.warn(
          "Directory server cannot be used: directory={} server={} why=\"{}\"",
          directory,
          address,
          why);
    }
  }

  /** The server closed a pooled connection before we used it: nothing is known about it yet. */
  private static final class StaleConnectionException extends Exception {
    private static final long serialVersionUID = 1L;

    StaleConnectionException() {
      super("stale", null, false, false);
    }
  }

  private interface Opening {
    LDAPConnection open() throws LDAPException;
  }

  private LDAPConnectionPool pool(String use, Limits limits, Opening opening) {
    ServerSet source =
        new ServerSet() {
          @Override
          public LDAPConnection getConnection() throws LDAPException {
            LDAPConnection connection = opening.open();
            associateConnectionWithThisServerSet(connection);
            return connection;
          }
        };
    try {
      // No connection is opened yet: the watch and the requests open them.
      LDAPConnectionPool pool = new LDAPConnectionPool(source, null, 0, limits.connections());
      pool.setConnectionPoolName("vedette-directory-" + directory + "-" + use);
      pool.setCreateIfNecessary(true);
      pool.setMaxConnectionAgeMillis(MAX_AGE_MILLIS);
      pool.setRetryFailedOperationsDueToInvalidConnections(false);
      return pool;
    } catch (LDAPException impossible) {
      throw new IllegalStateException("a pool without connections failed", impossible);
    }
  }
}
