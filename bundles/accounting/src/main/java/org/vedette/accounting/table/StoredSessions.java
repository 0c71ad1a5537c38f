package org.vedette.accounting.table;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.vedette.api.accounting.AccountingSessions;
import org.vedette.api.store.StoreUnavailableException;

/** Answers questions about sessions from the table, after it has taken in what was acknowledged. */
public final class StoredSessions implements AccountingSessions {
  private interface Reading<R> {
    R from(AccountingTable table) throws SQLException;
  }

  private final Supplier<Optional<AccountingTable>> table;
  private final Runnable catchUp;
  private final Supplier<Duration> stale;
  private final InstantSource clock;

  /**
   * Reads a table.
   *
   * @param table the table, while its database is open
   * @param catchUp waits a little until all that was acknowledged is in the table
   * @param stale silence after which the end of a session was probably lost
   */
  public StoredSessions(
      Supplier<Optional<AccountingTable>> table,
      Runnable catchUp,
      Supplier<Duration> stale,
      InstantSource clock) {
    this.table = table;
    this.catchUp = catchUp;
    this.stale = stale;
    this.clock = clock;
  }

  @Override
  public List<Session> search(Query query) {
    return read(from -> from.search(query)).stream().map(this::session).toList();
  }

  @Override
  public Optional<Session> find(long id) {
    return read(from -> from.find(id)).map(this::session);
  }

  @Override
  public List<Stored> reports(long id) {
    return read(from -> from.reports(id));
  }

  private <R> R read(Reading<R> reading) {
    AccountingTable from =
        table
            .get()
            .orElseThrow(
                () ->
                    new StoreUnavailableException(
                        "the accounting database is not open",
                        new IllegalStateException("no data source vedette.accounting")));
    catchUp.run();
    try {
      return reading.from(from);
    } catch (SQLException failure) {
      throw new StoreUnavailableException("the accounting database fails", failure);
    }
  }

  private Session session(SessionRow row) {
    return new Session(
        row.id(),
        row.application(),
        row.applicationName(),
        row.nas(),
        row.source(),
        row.session(),
        row.username(),
        row.framed(),
        row.calling(),
        row.started(),
        row.updated(),
        row.ended(),
        state(row),
        row.seconds(),
        row.octetsIn(),
        row.octetsOut(),
        row.cause(),
        row.reports());
  }

  private State state(SessionRow row) {
    if (!row.open()) {
      return State.ENDED;
    }
    Instant limit = clock.instant().minus(stale.get());
    return row.updated().isBefore(limit) ? State.STALE : State.OPEN;
  }
}
