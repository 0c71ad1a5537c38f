package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Failed;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.directory.DirectorySource.Page;

/** A server that stops, goes on for ever or contradicts itself: a failure that says so. */
public class LyingServerTest {
  private static final int PAGE = 50;

  private ScriptedServer server;
  private DirectoryHarness harness;

  @Before
  public void start() throws Exception {
    server = new ScriptedServer();
    harness =
        new DirectoryHarness(
            new TestSettings()
                .with("servers", server.address())
                .with("allowClearText", "true")
                .with("responseTimeoutMillis", "100")
                .with("pageSize", PAGE));
  }

  @After
  public void stop() {
    server.close();
    harness.close();
  }

  private DirectorySource source() {
    return harness.directory.source();
  }

  private Failed<Page> searchFails() {
    return failed(source().search(ReadingCase.people(PAGE), Optional.empty()));
  }

  private static <T> Failed<T> failed(CompletionStage<DirectoryAnswer<T>> asked) {
    return ReadingCase.answer(asked)
        .match(
            found -> {
              throw new AssertionError(found.toString());
            },
            failed -> failed);
  }

  @Test
  public void serverThatStallsInMidPageIsUnreachable() {
    server.script =
        (asked, to) -> {
          to.entry(ScriptedServer.person("p1"));
          to.stall();
        };
    Failed<Page> failed = searchFails();
    assertThat(failed.trouble()).isEqualTo(Trouble.UNREACHABLE);
    assertThat(failed.why()).contains("no answer in time");
  }

  @Test
  public void serverThatClosesInMidPageIsUnreachable() {
    server.script =
        (asked, to) -> {
          to.entry(ScriptedServer.person("p1"));
          to.hangUp();
        };
    Failed<Page> failed = searchFails();
    assertThat(failed.trouble()).isEqualTo(Trouble.UNREACHABLE);
    assertThat(failed.why()).contains("the server closed the connection");
  }

  @Test
  public void answerThatTricklesOnPastItsTimeIsGivenUp() throws Exception {
    server.script =
        (asked, to) -> {
          for (int i = 0; !server.end.await(10, TimeUnit.MILLISECONDS); i++) {
            to.entry(ScriptedServer.person("p" + i));
          }
        };
    List<String> told = new ArrayList<>();
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    try (LDAPConnection connection = new LDAPConnection(options, "127.0.0.1", port())) {
      var bounds =
          new BoundedSearch.Bounds(Duration.ofSeconds(20), Duration.ofMillis(200), 1_000_000);
      BoundedSearch search =
          new BoundedSearch(connection, bounds, entry -> told.add(entry.getDN()));
      assertThatThrownBy(() -> search.run(everybody()))
          .isInstanceOfSatisfying(
              LDAPException.class,
              late -> assertThat(late.getResultCode()).isEqualTo(ResultCode.TIMEOUT));
      assertThat(connection.isConnected()).isFalse();
    }
    assertThat(told).isNotEmpty();
  }

  private static SearchRequest everybody() {
    return Reading.request(
        ReadingCase.BASE,
        SearchScope.SUB,
        Filter.createPresenceFilter("objectClass"),
        List.of("uid"));
  }

  @Test
  public void pageWithMoreThanWasAskedForIsNotBelieved() {
    server.script =
        (asked, to) -> {
          for (int i = 0; server.end.getCount() > 0; i++) {
            to.entry(ScriptedServer.person("p" + i));
          }
        };
    Failed<Page> failed = searchFails();
    assertThat(failed.trouble()).isEqualTo(Trouble.MALFORMED);
    assertThat(failed.why()).contains("more than 50 entries at once");
  }

  @Test
  public void sameEntriesAgainAndAgainEnd() {
    server.script =
        (asked, to) -> {
          to.entry(ScriptedServer.person("p1"));
          to.done(0, "", "7");
        };
    Page first = ReadingCase.found(source().search(ReadingCase.people(PAGE), Optional.empty()));
    assertThat(first.entries()).hasSize(1);
    Failed<Page> failed = endless(first);
    assertThat(failed.trouble()).isEqualTo(Trouble.MALFORMED);
    assertThat(failed.why()).contains("goes on telling of the same entries");
  }

  private Failed<Page> endless(Page first) {
    Optional<String> next = first.next();
    for (int page = 0; page < 100; page++) {
      DirectoryAnswer<Page> answer =
          ReadingCase.answer(source().search(ReadingCase.people(PAGE), next));
      if (answer instanceof Failed<Page> failed) {
        return failed;
      }
      next = ((DirectoryAnswer.Found<Page>) answer).value().next();
    }
    throw new AssertionError("the pages do not end");
  }

  @Test
  public void cookieThatNeverEndsEnds() {
    server.script = (asked, to) -> to.done(0, "", "7");
    Failed<Set<String>> members = failed(source().members(ScriptedServer.id("group"), true));
    assertThat(members.trouble()).isEqualTo(Trouble.NO_SUCH_BASE);
    Failed<Page> failed =
        endless(ReadingCase.found(source().search(ReadingCase.people(PAGE), Optional.empty())));
    assertThat(failed.trouble()).isEqualTo(Trouble.MALFORMED);
    assertThat(failed.why()).contains("goes on giving pages without entries");
  }

  @Test
  public void valuesOfAMegabyteAreCutOneByOne() {
    Attribute large = new Attribute("description", "x".repeat(1_000_000));
    Attribute binary = new Attribute("mobile", new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    server.script =
        (asked, to) -> {
          for (int i = 0; i < 20; i++) {
            to.entry(ScriptedServer.person("p" + i, large, binary));
          }
          to.done();
        };
    Page page = ReadingCase.found(source().search(ReadingCase.people(PAGE), Optional.empty()));
    assertThat(page.entries()).hasSize(20);
    for (DirectoryEntry each : page.entries()) {
      assertThat(each.fact("description").orElseThrow()).hasSize(1_024);
      assertThat(each.unreadable()).containsExactly("phone.mobile");
    }
    assertThat(page.oddities())
        .anySatisfy(it -> assertThat(it).contains("description is longer than 1024, cut"))
        .anySatisfy(it -> assertThat(it).contains("phone.mobile holds what is no text"));
  }

  @Test
  public void messageThatIsTooLargeIsNotBelieved() throws Exception {
    server.script =
        (asked, to) -> {
          to.entry(ScriptedServer.person("p1", new Attribute("description", "x".repeat(200_000))));
          to.done();
        };
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    options.setMaxMessageSize(100_000);
    try (LDAPConnection connection = new LDAPConnection(options, "127.0.0.1", port())) {
      Duration limit = Duration.ofSeconds(20);
      BoundedSearch search =
          new BoundedSearch(connection, new BoundedSearch.Bounds(limit, limit, 10), entry -> {});
      assertThatThrownBy(() -> search.run(everybody()))
          .isInstanceOfSatisfying(
              LDAPException.class,
              it ->
                  assertThat(ReadFailure.of("there", it))
                      .hasMessage("there: the server sent a message of more than 100000 bytes")
                      .extracting(ReadFailure::trouble)
                      .isEqualTo(Trouble.MALFORMED));
    }
  }

  private int port() {
    return Integer.parseInt(server.address().replaceAll(".*:", ""));
  }

  @Test
  public void entriesWithoutIdentityAreCounted() {
    server.script =
        (asked, to) -> {
          to.entry(ScriptedServer.person("p1"));
          to.entry(ScriptedServer.person("p2", new Attribute("entryUUID", "a", "b")));
          to.entry(ScriptedServer.person("p3", new Attribute("entryUUID", new byte[0])));
          to.done();
        };
    Page page = ReadingCase.found(source().search(ReadingCase.people(PAGE), Optional.empty()));
    assertThat(page.nameless()).isEqualTo(2);
    assertThat(page.entries()).hasSize(1);
  }

  @Test
  public void referencesToOthersAreNamedAndNotFollowed() {
    server.script =
        (asked, to) -> {
          to.entry(ScriptedServer.person("p1"));
          to.reference("ldap://other.example/ou=x,dc=corp,dc=example");
          to.done();
        };
    Page page = ReadingCase.found(source().search(ReadingCase.people(PAGE), Optional.empty()));
    assertThat(page.oddities()).singleElement().asString().contains("ldap://other.example/");
    assertThat(page.next()).isEmpty();
  }
}
