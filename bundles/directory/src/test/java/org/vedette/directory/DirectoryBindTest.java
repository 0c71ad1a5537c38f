package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.AccountEntry;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Refused;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;

public class DirectoryBindTest {
  private TestServer server;

  @Before
  public void start() throws Exception {
    server = new TestServer();
  }

  @After
  public void stop() {
    server.close();
  }

  private TestSettings plain() {
    return new TestSettings().with("servers", server.plain()).with("allowClearText", "true");
  }

  private TestSettings tls() {
    return new TestSettings()
        .with("servers", server.tls())
        .with("trustedCertificates", TestServer.CERTIFICATE);
  }

  private static void signsIn(TestSettings settings) {
    try (DirectoryHarness directory = new DirectoryHarness(settings)) {
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      assertThat(directory.check("alice", "wrong")).isInstanceOf(Refused.class);
      assertThat(directory.check("nobody", "wrong")).isInstanceOf(Refused.class);
      assertThat(directory.directory.health()).isEqualTo(Health.ok());
    }
  }

  private static String unreachable(TestSettings settings) {
    try (DirectoryHarness directory = new DirectoryHarness(settings)) {
      Unreachable verdict = (Unreachable) directory.check("alice", TestServer.ALICE_PASSWORD);
      directory.awaitHealth(Health.Status.CRITICAL);
      return verdict.why() + " | " + directory.directory.health().message();
    }
  }

  @Test
  public void signsInOverLdap() {
    signsIn(plain());
  }

  @Test
  public void signsInOverStartTls() {
    signsIn(tls().with("servers", server.plain()).with("startTls", "true"));
  }

  @Test
  public void signsInOverLdaps() {
    signsIn(tls());
  }

  @Test
  public void hostNameIsComparedWithTheOneThatWasSet() {
    signsIn(tls().with("servers", server.tls().replace("127.0.0.1", "localhost")));
    signsIn(
        tls()
            .with("servers", server.plain().replace("127.0.0.1", "localhost"))
            .with("startTls", "true"));
  }

  @Test
  public void clearTextIsRefusedWithoutLeave() {
    assertThat(unreachable(plain().with("allowClearText", "false"))).contains("clear text");
    assertThat(server.binds).isEmpty();
  }

  @Test
  public void untrustedCertificateIsNamedAndNothingIsSent() {
    for (TestSettings settings :
        List.of(tls(), tls().with("servers", server.plain()).with("startTls", "true"))) {
      assertThat(unreachable(settings.with("trustedCertificates", "")))
          .contains("certificate of CN=")
          .contains("is not trusted")
          .contains("trustedCertificates");
    }
    assertThat(server.binds).isEmpty();
  }

  @Test
  public void certificateOfAnotherHostIsRefused() throws Exception {
    try (TestServer elsewhere = new TestServer("127.0.0.2")) {
      assertThat(unreachable(tls().with("servers", elsewhere.tls())))
          .contains("does not name this host");
      assertThat(unreachable(tls().with("servers", elsewhere.plain()).with("startTls", "true")))
          .contains("does not name this host");
      assertThat(elsewhere.binds).isEmpty();
    }
  }

  @Test
  public void wrongServiceAccountIsTold() {
    assertThat(unreachable(plain().with("bindPassword", "wrong")))
        .contains("service account cn=service,dc=corp,dc=example was refused");
    assertThat(server.binds).hasSizeLessThanOrEqualTo(2);
    assertThat(unreachable(plain().with("bindPassword", "$[secret:absent]")))
        .contains("secret that is not stored");
  }

  @Test
  public void missingBaseIsTold() {
    assertThat(unreachable(plain().with("baseDn", "dc=elsewhere"))).contains("dc=elsewhere");
  }

  @Test
  public void emptyPasswordIsRefusedBeforeAnythingIsSent() {
    try (DirectoryHarness directory = new DirectoryHarness(plain())) {
      directory.check("alice", TestServer.ALICE_PASSWORD);
      int before = server.binds.size();
      assertThat(directory.check("alice", "")).isInstanceOf(Refused.class);
      assertThat(server.binds).hasSize(before);
    }
  }

  @Test
  public void unknownAndAmbiguousNamesBindToo() {
    try (DirectoryHarness directory = new DirectoryHarness(plain())) {
      assertThat(directory.check("twin", "twin-password-1"))
          .isEqualTo(new Refused("ambiguous: more than one entry has that name"));
      assertThat(directory.check("nobody", "x")).isEqualTo(new Refused("no entry has that name"));
      assertThat(server.binds.stream().filter(dn -> dn.startsWith("cn=no-such-user-"))).hasSize(2);
      assertThat(server.binds).noneMatch(dn -> dn.startsWith("cn=one") || dn.startsWith("cn=two"));
    }
  }

  @Test
  public void unknownNamesTakeAsLongAsWrongPasswords() {
    server.hashing = Duration.ofMillis(120);
    try (DirectoryHarness directory = new DirectoryHarness(plain())) {
      assertThat(directory.check("alice", "wrong")).isInstanceOf(Refused.class);
      long start = System.nanoTime();
      assertThat(directory.check("nobody", "wrong")).isInstanceOf(Refused.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
      assertThat(directory.check("nobody", "wrong", false, Duration.ofMillis(60)))
          .as("but the deadline is kept")
          .isInstanceOfAny(Refused.class, Unreachable.class);
    }
  }

  @Test
  public void injectedFiltersFindNobody() {
    try (DirectoryHarness directory = new DirectoryHarness(plain())) {
      for (String name : List.of("*", "ali*", "alice)(uid=*", "\\61lice", "x)(objectClass=*")) {
        assertThat(directory.check(name, TestServer.ALICE_PASSWORD))
            .as(name)
            .isEqualTo(new Refused("no entry has that name"));
      }
    }
  }

  @Test
  public void templateMakesTheDn() {
    TestSettings settings =
        plain().with("userDnTemplate", "uid={short},ou=people,dc=corp,dc=example");
    try (DirectoryHarness directory = new DirectoryHarness(settings)) {
      assertThat(directory.check("OTHER\\alice", TestServer.ALICE_PASSWORD))
          .isInstanceOf(Confirmed.class);
      assertThat(directory.check("alice,ou=people", TestServer.ALICE_PASSWORD))
          .isInstanceOf(Refused.class);
      Confirmed verdict =
          (Confirmed)
              directory.check("alice", TestServer.ALICE_PASSWORD, true, Duration.ofSeconds(5));
      assertThat(verdict.groups()).hasSize(2);
    }
  }

  @Test
  public void groupsAndAttributesAreReadOnDemand() {
    TestSettings settings = plain().with("attributes", "mail, cn, pager");
    try (DirectoryHarness directory = new DirectoryHarness(settings)) {
      Confirmed with =
          (Confirmed)
              directory.check("alice", TestServer.ALICE_PASSWORD, true, Duration.ofSeconds(5));
      assertThat(with.groups())
          .isEqualTo(
              Set.of(
                  "cn=vpn,ou=groups,dc=corp,dc=example", "cn=staff,ou=groups,dc=corp,dc=example"));
      assertThat(AccountEntry.without(with.attributes()))
          .containsOnlyKeys("mail", "cn")
          .containsEntry("mail", "alice@corp.example");
      Confirmed without = (Confirmed) directory.check("alice", TestServer.ALICE_PASSWORD);
      assertThat(without.groups()).isEmpty();
    }
  }

  @Test
  public void row9EveryFormOfTheNameIsTheSameAccount() {
    try (DirectoryHarness directory = new DirectoryHarness(plain())) {
      Set<Object> accounts = new HashSet<>();
      for (String typed :
          List.of("alice", "ALICE", "CORP\\Alice", "alice@corp.example", "Alice@CORP.example")) {
        Confirmed right = (Confirmed) directory.check(typed, TestServer.ALICE_PASSWORD);
        AccountEntry account = AccountEntry.find(right.attributes()).orElseThrow();
        assertThat(account.directory()).isEqualTo("corp");
        assertThat(account.names()).contains("alice", "corp\\alice", "alice@corp.example");
        accounts.add(account.entry());
      }
      assertThat(accounts).hasSize(1);
    }
  }

  @Test
  public void domainIsStrippedOnlyWhereSet() {
    try (DirectoryHarness directory = new DirectoryHarness(plain())) {
      assertThat(directory.check("OTHER\\alice", TestServer.ALICE_PASSWORD))
          .isInstanceOf(Refused.class);
    }
    try (DirectoryHarness directory = new DirectoryHarness(plain().with("stripDomain", "true"))) {
      assertThat(directory.check("OTHER\\alice", TestServer.ALICE_PASSWORD))
          .isInstanceOf(Confirmed.class);
    }
  }

  @Test
  public void answersOfTheDirectoryBecomeVerdicts() {
    try (DirectoryHarness directory = new DirectoryHarness(plain())) {
      server.bindAnswer =
          TestServer.answer(
              ResultCode.INVALID_CREDENTIALS, "AcceptSecurityContext error, data 775, v1");
      assertThat(directory.check("alice", "x")).isEqualTo(new Refused("account locked (775)"));
      for (ResultCode code :
          List.of(
              ResultCode.CONSTRAINT_VIOLATION,
              ResultCode.UNWILLING_TO_PERFORM,
              ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
        server.bindAnswer = TestServer.answer(code, "no");
        assertThat(directory.check("alice", "x")).as(code.toString()).isInstanceOf(Refused.class);
      }
      for (ResultCode code :
          List.of(
              ResultCode.BUSY,
              ResultCode.UNAVAILABLE,
              ResultCode.OTHER,
              ResultCode.CONFIDENTIALITY_REQUIRED,
              ResultCode.STRONG_AUTH_REQUIRED)) {
        server.bindAnswer = TestServer.answer(code, "not now");
        assertThat(directory.check("alice", "x"))
            .as(code.toString())
            .isInstanceOf(Unreachable.class);
      }
    }
  }

  @Test
  public void searchesNeverRunWhereAUserIsSignedIn() {
    try (DirectoryHarness directory = new DirectoryHarness(plain())) {
      for (int i = 0; i < 20; i++) {
        assertThat(directory.check("alice", TestServer.ALICE_PASSWORD, true, Duration.ofSeconds(5)))
            .isInstanceOf(Confirmed.class);
        assertThat(directory.check("alice", "wrong")).isInstanceOf(Refused.class);
      }
    }
    assertThat(server.searchedAs)
        .hasSizeGreaterThanOrEqualTo(40)
        .containsOnly("cn=service,dc=corp,dc=example");
    assertThat(server.boundOn.size()).as("connections are reused").isLessThanOrEqualTo(6);
  }
}
