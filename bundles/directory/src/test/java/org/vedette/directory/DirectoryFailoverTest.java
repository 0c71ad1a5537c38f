package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Refused;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;

public class DirectoryFailoverTest {
  private static TestSettings over(String... servers) {
    return new TestSettings()
        .with("servers", servers)
        .with("allowClearText", "true")
        .with("connectTimeoutMillis", 400)
        .with("responseTimeoutMillis", 400)
        .with("trustedCertificates", TestServer.CERTIFICATE);
  }

  private static ServerSocket silent() throws Exception {
    return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  private static long millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Test
  public void secondServerServesWhenTheFirstIsDown() throws Exception {
    try (TestServer first = new TestServer();
        TestServer second = new TestServer()) {
      first.server.shutDown(true);
      try (DirectoryHarness directory =
          new DirectoryHarness(over("ldap://127.0.0.1:1", second.plain()))) {
        assertThat(directory.check("alice", TestServer.ALICE_PASSWORD))
            .isInstanceOf(Confirmed.class);
        directory.awaitHealth(Health.Status.WARN);
        assertThat(directory.directory.health().message())
            .contains("ldap://127.0.0.1:1")
            .contains("connection refused");
      }
    }
  }

  @Test
  public void firstServerIsUsedInOrderAndDyingMidwayIsNoticed() throws Exception {
    try (TestServer first = new TestServer();
        TestServer second = new TestServer();
        DirectoryHarness directory = new DirectoryHarness(over(first.plain(), second.plain()))) {
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      assertThat(second.binds).doesNotContain(TestServer.ALICE);
      first.stop();
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      assertThat(second.binds).contains(TestServer.ALICE);
    }
  }

  @Test
  public void stoppedServerIsUnreachableAndComesBack() throws Exception {
    try (TestServer server = new TestServer()) {
      int port = server.server.getListenPort("plain");
      try (DirectoryHarness directory = new DirectoryHarness(over(server.plain()))) {
        assertThat(directory.check("alice", TestServer.ALICE_PASSWORD))
            .isInstanceOf(Confirmed.class);
        server.stop();
        assertThat(directory.check("alice", TestServer.ALICE_PASSWORD))
            .isInstanceOf(Unreachable.class);
        assertThat(directory.directory.health().status()).isEqualTo(Health.Status.CRITICAL);
        server.start();
        assertThat(server.server.getListenPort("plain")).isEqualTo(port);
        directory.awaitHealth(Health.Status.OK);
        assertThat(directory.check("alice", TestServer.ALICE_PASSWORD))
            .isInstanceOf(Confirmed.class);
      }
    }
  }

  @Test
  public void staleConnectionsAreReplacedWithoutAFailedSignIn() throws Exception {
    try (TestServer server = new TestServer();
        DirectoryHarness directory = new DirectoryHarness(over(server.plain()))) {
      for (int round = 0; round < 3; round++) {
        assertThat(directory.check("alice", TestServer.ALICE_PASSWORD))
            .isInstanceOf(Confirmed.class);
        server.server.closeAllConnections(false);
      }
    }
  }

  @Test
  public void silentServerEndsWithinTheDeadline() throws Exception {
    try (ServerSocket socket = silent()) {
      for (String scheme : List.of("ldap://", "ldaps://")) {
        String address = scheme + "127.0.0.1:" + socket.getLocalPort();
        try (DirectoryHarness directory =
            new DirectoryHarness(
                over(address)
                    .with("responseTimeoutMillis", 2000)
                    .with("connectTimeoutMillis", 2000))) {
          long took =
              millis(
                  () ->
                      assertThat(
                              directory.check(
                                  "alice",
                                  TestServer.ALICE_PASSWORD,
                                  false,
                                  Duration.ofMillis(300)))
                          .isInstanceOf(Unreachable.class));
          assertThat(took).as(scheme).isBetween(200L, 1500L);
          directory.awaitHealth(Health.Status.CRITICAL);
          long known =
              millis(
                  () ->
                      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD))
                          .isInstanceOf(Unreachable.class));
          assertThat(known).as("a dead server is not asked again").isLessThan(1500L);
        }
      }
    }
  }

  @Test
  public void silentFirstServerLeavesTimeForTheSecond() throws Exception {
    try (ServerSocket socket = silent();
        TestServer second = new TestServer();
        DirectoryHarness directory =
            new DirectoryHarness(
                over("ldap://127.0.0.1:" + socket.getLocalPort(), second.plain()))) {
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
    }
  }

  @Test
  public void busyServerSendsUsToTheNext() throws Exception {
    try (TestServer first = new TestServer();
        TestServer second = new TestServer();
        DirectoryHarness directory = new DirectoryHarness(over(first.plain(), second.plain()))) {
      first.bindAnswer = TestServer.answer(ResultCode.BUSY, "later");
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD)).isInstanceOf(Confirmed.class);
      first.bindAnswer = TestServer.answer(ResultCode.INVALID_CREDENTIALS, "no");
      int before = second.binds.size();
      assertThat(directory.check("alice", "wrong")).isInstanceOf(Refused.class);
      assertThat(second.binds).as("a refusal is final").hasSize(before);
    }
  }

  @Test
  public void moreThanMayWaitIsUnreachableAtOnce() throws Exception {
    try (ServerSocket socket = silent();
        DirectoryHarness directory =
            new DirectoryHarness(
                over("ldap://127.0.0.1:" + socket.getLocalPort())
                    .with("maxConnections", 1)
                    .with("maxWaiting", 1))) {
      List<CompletableFuture<PrimaryVerdict>> all = new ArrayList<>();
      long took =
          millis(
              () -> {
                for (int i = 0; i < 20; i++) {
                  all.add(
                      directory
                          .directory
                          .check(
                              DirectoryHarness.request("alice", "x", false, Duration.ofMillis(800)))
                          .toCompletableFuture());
                }
              });
      assertThat(took).as("callers are never blocked").isLessThan(500L);
      assertThat(all.stream().filter(CompletableFuture::isDone).count()).isGreaterThanOrEqualTo(17);
      for (CompletableFuture<PrimaryVerdict> each : all) {
        assertThat(each.get(5, TimeUnit.SECONDS)).isInstanceOf(Unreachable.class);
      }
    }
  }

  @Test
  public void passedDeadlineIsUnreachable() throws Exception {
    try (TestServer server = new TestServer();
        DirectoryHarness directory = new DirectoryHarness(over(server.plain()))) {
      assertThat(directory.check("alice", TestServer.ALICE_PASSWORD, false, Duration.ofSeconds(-1)))
          .isInstanceOf(Unreachable.class);
    }
  }
}
