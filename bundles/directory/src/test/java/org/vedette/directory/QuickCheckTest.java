package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Refused;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;

/** Where a check is one bind and no more, it takes no thread that waits. */
public class QuickCheckTest {
  private TestServer server;

  @Before
  public void start() throws Exception {
    server = new TestServer();
  }

  @After
  public void stop() {
    server.close();
  }

  private static TestSettings template(String... servers) {
    return new TestSettings()
        .with("userDnTemplate", "uid={short},ou=people,dc=corp,dc=example")
        .with("servers", servers)
        .with("trustedCertificates", TestServer.CERTIFICATE);
  }

  private TestSettings plain() {
    return template(server.plain()).with("allowClearText", "true");
  }

  private static boolean hasWorkers() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.isAlive() && each.getName().contains("directory-corp-check"));
  }

  private static void signsIn(TestSettings settings) {
    try (DirectoryHarness directory = new DirectoryHarness(settings)) {
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      assertThat(directory.check("alice", "wrong")).isInstanceOf(Refused.class);
      assertThat(directory.check("nobody", "wrong")).isInstanceOf(Refused.class);
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      assertThat(hasWorkers()).as("a thread waited").isFalse();
      assertThat(directory.directory.health()).isEqualTo(Health.ok());
    }
  }

  @Test
  public void signsInWithoutAThreadThatWaits() {
    signsIn(plain());
    signsIn(template(server.plain()).with("startTls", "true"));
    signsIn(template(server.tls()));
    signsIn(template(server.tls().replace("127.0.0.1", "localhost")));
  }

  @Test
  public void connectionsAreKeptAndNoMoreThanTheSettingsAllow() throws Exception {
    server.hashing = Duration.ofMillis(2);
    try (DirectoryHarness directory = new DirectoryHarness(plain().with("maxConnections", 3))) {
      List<CompletableFuture<PrimaryVerdict>> checks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        checks.add(begin(directory, "alice", i % 4 == 0 ? "wrong" : TestServer.ALICE_PASSWORD));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(checks.get(i).get(10, TimeUnit.SECONDS))
            .isInstanceOf(i % 4 == 0 ? Refused.class : Confirmed.class);
      }
      assertThat(hasWorkers()).isFalse();
      assertThat(new HashSet<>(server.boundOn.values())).contains(TestServer.ALICE);
      assertThat(server.boundOn.values().stream().filter(TestServer.ALICE::equals)).hasSize(3);
    }
  }

  private static CompletableFuture<PrimaryVerdict> begin(
      DirectoryHarness directory, String name, String password) {
    return directory
        .directory
        .check(DirectoryHarness.request(name, password, false, Duration.ofSeconds(10)))
        .toCompletableFuture();
  }

  @Test
  public void anotherThatIsNotTrustedIsToldAsEver() {
    TestSettings settings = template(server.tls()).with("trustedCertificates", "");
    try (DirectoryHarness directory = new DirectoryHarness(settings)) {
      Unreachable verdict = (Unreachable) directory.check("alice", TestServer.ALICE_PASSWORD);
      assertThat(verdict.why()).contains("trustedCertificates");
      assertThat(server.binds).doesNotContain(TestServer.ALICE);
    }
  }

  @Test
  public void clearTextIsRefused() {
    try (DirectoryHarness directory = new DirectoryHarness(template(server.plain()))) {
      Unreachable verdict = (Unreachable) directory.check("alice", TestServer.ALICE_PASSWORD);
      assertThat(verdict.why()).contains("clear text");
      assertThat(server.binds).doesNotContain(TestServer.ALICE);
    }
  }

  @Test
  public void whatIsNoAnswerGoesToTheNextServer() throws Exception {
    try (TestServer second = new TestServer();
        DirectoryHarness directory =
            new DirectoryHarness(
                template(server.plain(), second.plain()).with("allowClearText", "true"))) {
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      assertThat(second.binds).doesNotContain(TestServer.ALICE);
      server.bindAnswer = TestServer.answer(ResultCode.BUSY, "try the other");
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      assertThat(second.binds).containsOnlyOnce(TestServer.ALICE);
      server.bindAnswer = null;
      server.stop();
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      assertThat(directory.check("alice", "wrong")).isInstanceOf(Refused.class);
    }
  }

  @Test
  public void aServerThatStoppedIsFoundAgain() throws Exception {
    try (DirectoryHarness directory = new DirectoryHarness(plain())) {
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      int port = server.server.getListenPort("plain");
      server.server.closeAllConnections(false);
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      server.stop();
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD))
          .isInstanceOf(Unreachable.class);
      server.start();
      assertThat(server.server.getListenPort("plain")).isEqualTo(port);
      directory.awaitHealth(Health.Status.OK);
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
    }
  }

  @Test
  public void aSilentServerCostsHalfOfTheTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        DirectoryHarness directory =
            new DirectoryHarness(
                template("ldap://127.0.0.1:" + silent.getLocalPort(), server.plain())
                    .with("allowClearText", "true")
                    .with("responseTimeoutMillis", 400))) {
      for (int i = 0; i < 4; i++) {
        assertThat(directory.check("alice", TestServer.ALICE_PASSWORD))
            .isInstanceOf(Confirmed.class);
      }
      directory.awaitHealth(Health.Status.WARN);
    }
  }

  /** That more come than the lines can take says nothing about the server. */
  @Test
  public void whoWaitsForALineDoesNotMakeTheServerSlow() throws Exception {
    server.hashing = Duration.ofMillis(60);
    TestSettings one = plain().with("maxConnections", 1).with("responseTimeoutMillis", 300);
    try (DirectoryHarness directory = new DirectoryHarness(one)) {
      List<CompletableFuture<PrimaryVerdict>> checks = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        checks.add(begin(directory, "alice", TestServer.ALICE_PASSWORD));
      }
      for (CompletableFuture<PrimaryVerdict> each : checks) {
        assertThat(each.get(10, TimeUnit.SECONDS)).isInstanceOf(Confirmed.class);
        assertThat(directory.directory.health()).isEqualTo(Health.ok());
      }
    }
  }

  /** An answer that comes twice must not let the next one in. */
  @Test
  public void anAnswerThatComesTwiceIsNotThatOfTheNext() throws Exception {
    try (TwiceServer twice = new TwiceServer();
        DirectoryHarness directory =
            new DirectoryHarness(
                template(twice.address())
                    .with("allowClearText", "true")
                    .with("bindDn", "")
                    .with("bindPassword", "")
                    .with("maxConnections", 1))) {
      for (int i = 0; i < 20; i++) {
        assertThat(directory.check("alice", "right")).isInstanceOf(Confirmed.class);
        assertThat(directory.check("alice", "wrong")).isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  public void whatRunsEndsBeforeADirectoryDoes() throws Exception {
    server.hashing = Duration.ofMillis(30);
    for (int turn = 0; turn < 10; turn++) {
      endsAfterWhatRuns(new DirectoryHarness(plain()));
    }
  }

  private static void endsAfterWhatRuns(DirectoryHarness directory) {
    CompletableFuture<PrimaryVerdict> running =
        begin(directory, "alice", TestServer.ALICE_PASSWORD);
    CompletableFuture<PrimaryVerdict> other = begin(directory, "alice", TestServer.ALICE_PASSWORD);
    directory.close();
    assertThat(running).isCompletedWithValueMatching(Confirmed.class::isInstance);
    assertThat(other).isCompletedWithValueMatching(Confirmed.class::isInstance);
    assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Unreachable.class);
  }
}
