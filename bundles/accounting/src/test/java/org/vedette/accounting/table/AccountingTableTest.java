package org.vedette.accounting.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.vedette.accounting.Samples.NOW;
import static org.vedette.accounting.Samples.interim;
import static org.vedette.accounting.Samples.start;
import static org.vedette.accounting.Samples.stop;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.accounting.Samples;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.api.accounting.AccountingSessions.Query;
import org.vedette.api.accounting.AccountingSessions.Session;
import org.vedette.api.accounting.AccountingSessions.State;
import org.vedette.api.accounting.AccountingSessions.Stored;
import org.vedette.api.accounting.AccountingStatus;
import org.vedette.api.store.StoreUnavailableException;

public class AccountingTableTest {
  private static final Query ALL = new Query("", "", Optional.empty(), 0, 100);

  @Rule public final TestDatabase database = new TestDatabase();
  private AccountingTable table;
  private Instant now = NOW;
  private long number;

  @Before
  public void open() {
    table = new AccountingTable(database.source());
  }

  /** Enters reports in one transaction. */
  private void together(Samples... samples) throws SQLException {
    List<StoredReport> all = new ArrayList<>();
    for (Samples each : samples) {
      all.add(new StoredReport(++number, each.report()));
    }
    table.enter(all);
  }

  /** Enters each in a transaction of its own. */
  private void enter(Samples... samples) throws SQLException {
    for (Samples each : samples) {
      together(each);
    }
  }

  private StoredSessions sessions() {
    return new StoredSessions(
        () -> Optional.of(table), () -> {}, () -> Duration.ofHours(24), () -> now);
  }

  private List<Session> search(Query query) {
    return sessions().search(query);
  }

  private Session only() {
    List<Session> found = search(ALL);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  public void sessionFromStartToStop() throws SQLException {
    enter(start("s-1"));
    assertThat(only().state()).isEqualTo(State.OPEN);
    assertThat(only().started()).isEqualTo(NOW);
    enter(interim("s-1").at(600).seconds(60), stop("s-1").at(1200).seconds(120));

    Session session = only();
    assertThat(session.state()).isEqualTo(State.ENDED);
    assertThat(session.id()).isEqualTo(1);
    assertThat(session.username()).isEqualTo("Alice");
    assertThat(session.applicationName()).isEqualTo("Office VPN");
    assertThat(session.framedAddress()).isEqualTo("10.1.2.3");
    assertThat(session.callingStation()).isEqualTo("198.51.100.7");
    assertThat(session.ended()).contains(NOW.plusSeconds(1200));
    assertThat(session.seconds()).isEqualTo(120);
    assertThat(session.octetsIn()).isEqualTo(120_000);
    assertThat(session.cause()).isEqualTo("User-Request");
    assertThat(session.reports()).isEqualTo(3);
    assertThat(sessions().reports(1))
        .extracting(Stored::status)
        .containsExactly(AccountingStatus.START, AccountingStatus.INTERIM, AccountingStatus.STOP);
    assertThat(sessions().reports(1).get(0).attributes())
        .isEqualTo(start("s-1").report().attributes());
    assertThat(table.position()).isEqualTo(3);
  }

  @Test
  public void togetherIsAsOneByOne() throws SQLException {
    Samples[] all = {
      start("a"),
      start("b"),
      interim("a").at(600).seconds(60),
      stop("b").at(700).seconds(100),
      Samples.of(AccountingStatus.ON, "").at(800),
      start("c").at(801),
      start("b").at(802)
    };
    enter(all);
    List<Session> one = search(ALL);
    database.execute("DELETE FROM acct_session");
    database.execute("DELETE FROM acct_report");
    number = 0;
    together(all);
    assertThat(search(ALL)).isEqualTo(one);
    assertThat(one)
        .extracting(Session::session, Session::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("b", State.OPEN),
            org.assertj.core.groups.Tuple.tuple("c", State.OPEN),
            org.assertj.core.groups.Tuple.tuple("b", State.ENDED),
            org.assertj.core.groups.Tuple.tuple("a", State.ENDED));
  }

  @Test
  public void lostStartIsWorkedOut() throws SQLException {
    enter(stop("s-1").at(1200).seconds(200));
    assertThat(only().started()).isEqualTo(NOW.plusSeconds(1000));
    assertThat(only().state()).isEqualTo(State.ENDED);
    enter(start("s-1").at(1201).delay(200));
    assertThat(only().started()).as("it was late only").isEqualTo(NOW.plusSeconds(1001));
    assertThat(only().state()).isEqualTo(State.ENDED);
  }

  @Test
  public void interimBeforeItsStart() throws SQLException {
    enter(interim("s-1").at(10), start("s-1").at(11).delay(11), stop("s-1").at(20));
    assertThat(only().started()).isEqualTo(NOW);
    assertThat(only().ended()).contains(NOW.plusSeconds(20));
  }

  @Test
  public void idUsedAgainIsAnotherSession() throws SQLException {
    enter(start("1"), stop("1").at(60), start("1").at(120), start("1").at(300));

    List<Session> found = search(ALL);
    assertThat(found)
        .extracting(Session::state)
        .containsExactly(State.OPEN, State.ENDED, State.ENDED);
    assertThat(found.get(1).cause()).isEqualTo("Replaced");
    assertThat(found.get(1).ended()).contains(NOW.plusSeconds(300));
  }

  @Test
  public void lateReportsChangeNothing() throws SQLException {
    enter(
        start("1"),
        stop("1").at(60),
        interim("1").at(61).delay(30),
        start("1").at(62).delay(62),
        stop("1").at(63).delay(3));
    assertThat(only().ended()).contains(NOW.plusSeconds(60));
    assertThat(only().reports()).isEqualTo(5);
    enter(interim("1").at(3600).seconds(10));
    assertThat(search(ALL)).hasSize(2);
    assertThat(search(ALL).get(0).state()).isEqualTo(State.OPEN);
  }

  /** RFC 2866 section 5.1: 7 and 8 tell that the client begins and ends to account. */
  @Test
  public void onAndOffEndTheSessionsOfTheirClient() throws SQLException {
    enter(start("a"), start("b").nas("192.0.2.9"), start("c").at(30));
    enter(Samples.of(AccountingStatus.OFF, "").at(40).delay(20));
    assertThat(search(open(true)))
        .extracting(Session::session)
        .as("b is of another, c began later")
        .containsExactly("c", "b");
    enter(Samples.of(AccountingStatus.ON, "").at(100));
    Session c = search(open(false)).get(0);
    assertThat(c.session()).isEqualTo("c");
    assertThat(c.cause()).isEqualTo("Accounting-On");
    assertThat(c.ended()).contains(NOW.plusSeconds(100));
    enter(stop("c").at(90));
    assertThat(search(open(false)).get(0).cause())
        .as("what a Stop says counts more")
        .isEqualTo("User-Request");
    assertThat(search(open(false)).get(0).ended()).contains(NOW.plusSeconds(90));
  }

  private static Query open(boolean open) {
    return new Query("", "", Optional.of(open), 0, 100);
  }

  @Test
  public void findsByUserApplicationAndPage() throws SQLException {
    enter(start("1"), start("2").user("bob"), start("3").user("ALICE"), stop("3").at(9));

    Query alice = new Query("alice", "", Optional.empty(), 0, 100);
    assertThat(search(alice)).extracting(Session::id).containsExactly(3L, 1L);
    assertThat(search(new Query("", "office vpn", Optional.empty(), 0, 2)))
        .extracting(Session::id)
        .containsExactly(3L, 2L);
    assertThat(search(new Query("", "office vpn", Optional.empty(), 2, 2)))
        .extracting(Session::id)
        .containsExactly(1L);
    assertThat(search(new Query("alice", "x", Optional.empty(), 0, 9))).isEmpty();
    assertThat(search(new Query("alice", "", Optional.of(true), 0, 9))).hasSize(1);
    assertThat(sessions().find(2).orElseThrow().username()).isEqualTo("bob");
    assertThat(sessions().find(99)).isEmpty();
  }

  @Test
  public void silenceMakesStale() throws SQLException {
    enter(start("1"), start("2"), interim("2").at(3600));
    now = NOW.plus(Duration.ofHours(24)).plusSeconds(1);
    assertThat(search(open(true)))
        .extracting(Session::state)
        .containsExactly(State.OPEN, State.STALE);
  }

  @Test
  public void oldOnesAreRemoved() throws SQLException {
    enter(start("1"), start("2").at(100), start("3").at(200));
    assertThat(table.purge(NOW.plusSeconds(101), 100)).isFalse();
    assertThat(search(ALL)).extracting(Session::session).containsExactly("3");
    assertThat(database.count("acct_report")).isEqualTo(1);
  }

  @Test
  public void tooManyAreRemovedTheOldestFirst() throws SQLException {
    List<StoredReport> all = new ArrayList<>();
    for (int i = 1; i <= 2_500; i++) {
      all.add(new StoredReport(++number, interim("s").at(60 * i).seconds(i % 100).report()));
    }
    table.enter(all);
    int rounds = 1;
    while (table.purge(Instant.EPOCH, 1_200)) {
      rounds++;
    }
    assertThat(rounds).isEqualTo(2);
    assertThat(database.count("acct_report")).isEqualTo(1_200);
    assertThat(sessions().reports(1).get(0).number()).isEqualTo(1_301);
    assertThat(only().reports()).isEqualTo(2_500);
  }

  @Test
  public void failureEntersNothing() throws SQLException {
    enter(start("1"));
    StoredReport twice = new StoredReport(1, start("9").report());
    assertThat(catchThrowable(() -> table.enter(List.of(twice)))).isInstanceOf(SQLException.class);
    assertThat(search(ALL)).hasSize(1);
    assertThat(table.position()).isEqualTo(1);
  }

  @Test
  public void survivesClosing() throws SQLException {
    enter(start("1"));
    table.force();
    database.shut();
    StoredSessions sessions =
        new StoredSessions(
            Optional::empty, () -> {}, () -> Duration.ofHours(1), InstantSource.system());
    assertThat(catchThrowable(() -> sessions.search(ALL)))
        .isInstanceOf(StoreUnavailableException.class);
    database.open();
    table = new AccountingTable(database.source());
    assertThat(only().session()).isEqualTo("1");
    assertThat(table.position()).isEqualTo(1);
  }
}
