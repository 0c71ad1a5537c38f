package org.vedette.sdk.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.accounting.AccountingSessions;
import org.vedette.api.accounting.AccountingStatus;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class AccountingResourceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

  private static final Exception DOWN = new IllegalStateException("test");

  private final World world = new World();
  private final Sessions sessions = new Sessions();
  private final AccountingResource accounting = new AccountingResource(world.installed);

  private static final class Sessions implements AccountingSessions {
    private final List<Query> asked = new ArrayList<>();

    @Override
    public List<Session> search(Query query) {
      asked.add(query);
      if (query.user().equals("down")) {
        throw new StoreUnavailableException("the accounting database is not open", DOWN);
      }
      return List.of(session());
    }

    @Override
    public Optional<Session> find(long id) {
      return id == 7 ? Optional.of(session()) : Optional.empty();
    }

    @Override
    public List<Stored> reports(long id) {
      return List.of(
          new Stored(7, NOW, NOW, AccountingStatus.START, new byte[] {40, 6, 0, 0, 0, 1}));
    }

    private static Session session() {
      return new Session(
          7,
          new UUID(0, 1),
          "Office VPN",
          "192.0.2.1",
          "192.0.2.1",
          "s-1",
          "alice",
          "10.1.2.3",
          "",
          NOW,
          NOW,
          Optional.empty(),
          State.STALE,
          77,
          1,
          2,
          "",
          1);
    }
  }

  @Before
  public void install() {
    world.accounting(sessions);
  }

  @After
  public void close() {
    world.close();
  }

  @Test
  public void findsSessions() {
    AccountingResource.SessionList found =
        accounting.list("alice", "office vpn", "true", "9", "10");
    assertThat(sessions.asked)
        .containsExactly(
            new AccountingSessions.Query("alice", "office vpn", Optional.of(true), 9, 10));
    assertThat(JsonCodec.toText(found))
        .contains("\"id\":7", "\"state\":\"stale\"", "\"ended\":null", "\"seconds\":77");
    accounting.list(null, null, null, null, null);
    assertThat(sessions.asked.get(1))
        .isEqualTo(new AccountingSessions.Query("", "", Optional.empty(), 0, 100));
  }

  @Test
  public void showsASessionWithItsReports() {
    AccountingResource.SessionDetail found = accounting.get("7");
    assertThat(found.session().username()).isEqualTo("alice");
    assertThat(found.reports())
        .containsExactly(
            new ReportView(
                7, "2026-11-21T06:00:00Z", "2026-11-21T06:00:00Z", "Start", "280600000001"));
  }

  @Test
  public void refusesWhatIsWrong() {
    assertThat(refused(() -> accounting.list("", "", "yes", "", "")).field()).isEqualTo("open");
    assertThat(refused(() -> accounting.list("", "", "", "", "1001")).field()).isEqualTo("limit");
    for (String id : List.of("8", "x", "-7", "9".repeat(19), "")) {
      assertThat(refused(() -> accounting.get(id)).status()).as(id).isEqualTo(404);
    }
  }

  @Test
  public void tellsThatAccountingIsNotInstalled() {
    assertThat(refused(() -> accounting.list("down", "", "", "", "")))
        .satisfies(it -> assertThat(it.status()).isEqualTo(503))
        .satisfies(it -> assertThat(it.detail()).contains("not open", "'accounting'"));
    world.nothingInstalled();
    Problem problem = refused(() -> accounting.list("", "", "", "", ""));
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.detail()).contains("not installed", "accounting");
    assertThat(refused(() -> accounting.get("7")).status()).isEqualTo(503);
  }

  private static Problem refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(Problem.class, call);
  }
}
