package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.directory.DirectoryAnswer.Failed;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryProbe.Step;
import org.vedette.api.directory.DirectorySource.Page;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;

/** Servers that refer to others. Both are on one host here, which is known; names are not. */
public class ReferralTest {
  private static final String CHILD = "ou=child,dc=corp,dc=example";

  private ScriptedServer home;
  private ScriptedServer other;
  private DirectoryHarness harness;

  @Before
  public void start() throws Exception {
    home = new ScriptedServer();
    other = new ScriptedServer();
    home.script =
        (asked, to) -> {
          if (asked.scope() != SearchScope.BASE) {
            if (names(asked, "alice")) {
              to.entry(ScriptedServer.person("alice"));
            }
            to.reference(other.address() + "/" + CHILD);
          }
          to.done();
        };
    other.script =
        (asked, to) -> {
          if (asked.base().equals(CHILD) && names(asked, "carol")) {
            to.entry(carol());
          }
          to.done();
        };
    open("follow");
  }

  @After
  public void stop() {
    harness.close();
    home.close();
    other.close();
  }

  private static Entry carol() {
    Entry entry = new Entry("uid=carol," + CHILD);
    entry.addAttribute("objectClass", "inetOrgPerson");
    entry.addAttribute("uid", "carol");
    entry.addAttribute("entryUUID", ScriptedServer.id("carol"));
    return entry;
  }

  /** Whether a filter is of all people, or of this one. */
  private static boolean names(ScriptedServer.Asked asked, String who) {
    return asked.filter().contains(ScriptedServer.id(who))
        || asked.filter().contains("uid=" + who)
        || (!asked.filter().contains("uid=") && !asked.filter().contains("entryUUID="));
  }

  private void open(String referrals, String... more) {
    if (harness != null) {
      harness.close();
    }
    TestSettings settings =
        new TestSettings()
            .with("servers", home.address())
            .with("allowClearText", "true")
            .with("pageSize", "50")
            .with("referrals", referrals);
    for (int i = 0; i < more.length; i += 2) {
      settings.with(more[i], more[i + 1]);
    }
    harness = new DirectoryHarness(settings);
  }

  private List<DirectoryEntry> people() {
    List<DirectoryEntry> all = new ArrayList<>();
    Page page =
        ReadingCase.found(
            harness.directory.source().search(ReadingCase.people(50), Optional.empty()));
    all.addAll(page.entries());
    while (page.next().isPresent()) {
      page =
          ReadingCase.found(harness.directory.source().search(ReadingCase.people(50), page.next()));
      all.addAll(page.entries());
    }
    return all;
  }

  private Failed<Page> failure() {
    Optional<String> next = Optional.empty();
    for (int i = 0; i < 50; i++) {
      var answer =
          ReadingCase.answer(harness.directory.source().search(ReadingCase.people(50), next));
      if (answer instanceof Failed<Page> failed) {
        return failed;
      }
      next = answer.match(found -> found.value().next(), failed -> Optional.empty());
    }
    throw new AssertionError("it goes on");
  }

  @Test
  public void whoIsOnAnotherServerIsReadThere() {
    assertThat(people())
        .extracting(DirectoryEntry::id)
        .containsExactly(ScriptedServer.id("alice"), ScriptedServer.id("carol"));
    Set<String> ids = Set.of(ScriptedServer.id("alice"), ScriptedServer.id("carol"));
    assertThat(ReadingCase.found(harness.directory.source().byId(ids))).hasSize(2);
    assertThat(ReadingCase.trouble(harness.directory.source().changesSince(Optional.empty())))
        .isEqualTo(Trouble.BEGIN_AGAIN);
  }

  @Test
  public void nothingIsFollowedUnlessToldTo() {
    open("off");
    Page page =
        ReadingCase.found(
            harness.directory.source().search(ReadingCase.people(50), Optional.empty()));
    assertThat(page.entries()).hasSize(1);
    assertThat(page.oddities()).singleElement().asString().contains("were not followed");
    assertThat(other.binds).isEmpty();
    assertThat(harness.check("carol", "her password")).isNotInstanceOf(Confirmed.class);
    assertThat(other.binds).isEmpty();
  }

  @Test
  public void whoIsOnAnotherServerSignsInThere() {
    assertThat(harness.check("carol", "her password")).isInstanceOf(Confirmed.class);
    assertThat(other.binds).contains("uid=carol," + CHILD + " her password");
    assertThat(home.binds).noneMatch(it -> it.contains("her password"));
    other.bindScript = (dn, password) -> ScriptedServer.answer(dn.contains("carol") ? 49 : 0, "no");
    assertThat(harness.check("carol", "her password")).isInstanceOf(PrimaryVerdict.Refused.class);
  }

  @Test
  public void hostThatIsNotKnownGetsNoPasswordAndIsNotPassedBy() {
    home.script =
        (asked, to) -> {
          to.reference("ldap://stranger.example/" + CHILD);
          to.done();
        };
    Failed<Page> failed = failure();
    assertThat(failed.trouble()).isEqualTo(Trouble.MALFORMED);
    assertThat(failed.why()).contains("stranger.example").contains("referralHosts");
    // The second server listens on a loopback address of its own name, which is not listed.
    String renamed = other.address().replace("127.0.0.1", "localhost");
    home.bindScript =
        (dn, password) ->
            dn.startsWith("cn=service")
                ? ScriptedServer.answer(0, "")
                : ScriptedServer.answer(10, "", renamed + "/" + dn.replace(" ", "%20"));
    home.script =
        (asked, to) -> {
          to.entry(ScriptedServer.person("alice"));
          to.done();
        };
    Unreachable verdict = (Unreachable) harness.check("alice", "her password");
    assertThat(verdict.why()).contains("no password is sent");
    assertThat(other.binds).isEmpty();
    open("follow", "referralHosts", "localhost");
    assertThat(harness.check("alice", "her password")).isInstanceOf(Confirmed.class);
    assertThat(other.binds)
        .containsExactly(ScriptedServer.person("alice").getDN() + " her password");
  }

  @Test
  public void serversThatReferInARingEnd() {
    other.script =
        (asked, to) -> {
          to.entry(carol());
          to.reference(home.address() + "/" + ReadingCase.BASE, other.address() + "/" + CHILD);
          to.done();
        };
    assertThat(people()).hasSize(2);
    home.bindScript =
        (dn, password) ->
            dn.startsWith("cn=service")
                ? ScriptedServer.answer(0, "")
                : ScriptedServer.answer(10, "", home.address());
    Unreachable verdict = (Unreachable) harness.check("alice", "her password");
    assertThat(verdict.why()).contains("refers on and on");
  }

  @Test
  public void serverThatReferToEverNewPlacesIsGivenUp() {
    other.script =
        (asked, to) -> {
          to.reference(other.address() + "/ou=x" + other.searches.size() + "," + CHILD);
          to.done();
        };
    Failed<Page> failed = failure();
    assertThat(failed.trouble()).isEqualTo(Trouble.MALFORMED);
    assertThat(failed.why()).contains("refers on and on");
  }

  @Test
  public void otherServerThatIsDownMakesTheAnswerAFailure() {
    other.close();
    assertThat(failure().trouble()).isEqualTo(Trouble.UNREACHABLE);
    assertThat(harness.check("carol", "her password")).isInstanceOf(Unreachable.class);
    assertThat(harness.check("alice", "her password")).isInstanceOf(Confirmed.class);
  }

  @Test
  public void wholeBaseOnAnotherServerIsReadThere() {
    home.script = (asked, to) -> to.done(10, "", "", other.address() + "/" + CHILD);
    assertThat(people()).hasSize(1);
    open("off");
    assertThat(failure().why()).contains("set referrals=follow");
  }

  @Test
  public void demandForSigningIsToldWithTheWayOut() throws Exception {
    home.bindScript =
        (dn, password) ->
            ScriptedServer.answer(
                8,
                "00002028: LdapErr: DSID-0C090259, comment: The server requires"
                    + " binds to turn on integrity checking");
    List<Step> steps = harness.directory.probe(Optional.empty()).toCompletableFuture().get();
    Step last = steps.get(steps.size() - 1);
    assertThat(last.step()).isEqualTo("credentials");
    assertThat(last.passed()).isFalse();
    assertThat(last.detail()).contains("LDAP signing").contains("ldaps://").contains("startTls");
  }
}
