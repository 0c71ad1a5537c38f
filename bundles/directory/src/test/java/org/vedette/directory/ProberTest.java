package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.directory.DirectoryProbe.Credentials;
import org.vedette.api.directory.DirectoryProbe.Step;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.secret.Secret;

public class ProberTest {
  private TestServer server;

  @Before
  public void start() throws Exception {
    server = new TestServer();
  }

  @After
  public void stop() {
    server.close();
  }

  private TestSettings tls() {
    return new TestSettings()
        .with("servers", server.tls())
        .with("trustedCertificates", TestServer.CERTIFICATE);
  }

  private static List<Step> probe(TestSettings settings, String name, String password)
      throws Exception {
    return probe(
        settings, Optional.of(new Credentials(name, Secret.of(password))), Duration.ofSeconds(10));
  }

  private static List<Step> probe(
      TestSettings settings, Optional<Credentials> credentials, Duration limit) throws Exception {
    DirectorySettings read = settings.read();
    Prober prober =
        new Prober(
            "corp",
            read,
            new UserSearch(
                "corp",
                read,
                new Profiles(read, InstantSource.system()),
                new Referrals(read, TestSettings.vault())),
            TestSettings.vault(),
            limit);
    try {
      return prober.probe(credentials).toCompletableFuture().get(15, TimeUnit.SECONDS);
    } finally {
      prober.close();
    }
  }

  private static Step last(List<Step> steps) {
    return steps.get(steps.size() - 1);
  }

  @Test
  public void allStepsPass() throws Exception {
    List<Step> steps = probe(tls(), "alice", TestServer.ALICE_PASSWORD);
    assertThat(steps)
        .extracting(Step::step)
        .containsExactly(
            "name", "network", "tls", "credentials", "base", "rights", "reading", "sign-in");
    assertThat(steps).allMatch(Step::passed).allMatch(step -> step.server().equals(server.tls()));
    assertThat(steps.get(2).detail()).contains("TLSv1.").contains("issued by").contains("valid");
    assertThat(last(steps).detail()).contains(TestServer.ALICE);
  }

  @Test
  public void withoutCredentialsItEndsWithTheRights() throws Exception {
    assertThat(last(probe(tls(), Optional.empty(), Duration.ofSeconds(10))).step())
        .isEqualTo("reading");
  }

  @Test
  public void everyFailureNamesItsStepAndTheWayOut() throws Exception {
    Step untrusted = last(probe(tls().with("trustedCertificates", ""), "alice", "x"));
    assertThat(untrusted.step()).isEqualTo("tls");
    assertThat(untrusted.detail()).contains("is not trusted").contains("trustedCertificates");

    Step clear = last(probe(tls().with("servers", server.plain()), "alice", "x"));
    assertThat(clear.step()).isEqualTo("tls");
    assertThat(clear.detail()).contains("clear text").contains("startTls");

    Step refused = last(probe(tls().with("servers", "ldaps://127.0.0.1:1"), "alice", "x"));
    assertThat(refused.step()).isEqualTo("network");
    assertThat(refused.detail()).contains("connection refused");

    Step unknown = last(probe(tls().with("servers", "ldaps://nowhere.invalid"), "alice", "x"));
    assertThat(unknown.step()).isEqualTo("name");

    Step service = last(probe(tls().with("bindPassword", "wrong"), "alice", "x"));
    assertThat(service.step()).isEqualTo("credentials");
    assertThat(service.detail()).contains("bindPassword");

    Step base = last(probe(tls().with("baseDn", "dc=elsewhere"), "alice", "x"));
    assertThat(base.step()).isEqualTo("base");

    Step wrong = last(probe(tls(), "alice", "wrong"));
    assertThat(wrong.step()).isEqualTo("sign-in");
    assertThat(wrong.detail()).contains("wrong name or password");

    assertThat(last(probe(tls(), "nobody", "x")).detail()).contains("no entry");
    assertThat(last(probe(tls(), "twin", "x")).detail()).contains("more than one");
    assertThat(last(probe(tls(), "alice", "")).passed()).isFalse();
    assertThat(List.of(untrusted, clear, refused, unknown, service, base, wrong))
        .noneMatch(Step::passed);
  }

  @Test
  public void whatWasMendedIsAtWorkAfterAProbe() throws Exception {
    server.serviceLocked = true;
    try (DirectoryHarness directory = new DirectoryHarness(tls())) {
      directory.awaitHealth(Health.Status.CRITICAL);
      assertThat(directory.directory.health().message()).contains("account locked (775)");
      server.serviceLocked = false;
      directory.directory.probe(Optional.empty()).toCompletableFuture().get(15, TimeUnit.SECONDS);
      directory.awaitHealth(Health.Status.OK);
    }
  }

  @Test
  public void plainServerIsReportedOnTheTlsPort() throws Exception {
    Step step =
        last(probe(tls().with("servers", server.plain().replace("ldap:", "ldaps:")), "a", "x"));
    assertThat(step.step()).isEqualTo("tls");
    assertThat(step.passed()).isFalse();
  }

  @Test
  public void allServersAreTriedAndASilentOneEndsInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      List<Step> steps =
          probe(
              tls()
                  .with(
                      "servers", "ldaps://127.0.0.1:" + silent.getLocalPort() + "," + server.tls())
                  .with("connectTimeoutMillis", 5000)
                  .with("responseTimeoutMillis", 5000),
              Optional.empty(),
              Duration.ofMillis(1500));
      assertThat(steps.get(2).passed()).isFalse();
      assertThat(last(steps).server()).isEqualTo(server.tls());
      assertThat(last(steps).passed()).isTrue();
    }
  }
}
