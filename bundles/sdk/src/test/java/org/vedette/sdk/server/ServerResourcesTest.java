package org.vedette.sdk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Waiting;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.AccessToken;
import org.vedette.sdk.cluster.FakeCluster;
import org.vedette.sdk.http.Credentials;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.Role;
import org.vedette.sdk.service.World;

public class ServerResourcesTest {
  private final World world = new World();
  private final TokensResource tokens =
      new TokensResource(world.installed, world.writes, world.clock);

  @After
  public void close() {
    world.close();
  }

  private StatusView status() {
    Instant started = Instant.parse("2026-11-21T05:00:00Z");
    return new StatusResource(world.installed, world.plugins, "0.1.0", started, world.clock).get();
  }

  @Test
  public void tellsHowTheServerIs() {
    world.authentication(new NoAuthentication());
    world.capability("sdk", Health.ok());
    world.capability("audit", Health.warn("disk 90 % full"));

    StatusView status = status();

    assertThat(status.uptimeSeconds()).isEqualTo(3600);
    assertThat(status.server()).isEqualTo("memory");
    assertThat(status.health().status()).isEqualTo("warn");
    assertThat(status.health().message()).isEqualTo("audit: disk 90 % full");
    assertThat(status.users()).isZero();
    assertThat(status.capabilities())
        .extracting(StatusView.CapabilityView::id)
        .containsExactly("audit", "sdk");
    assertThat(JsonCodec.toText(status)).contains("\"openChallenges\":0");
  }

  @Test
  public void tellsItsPartAmongSeveralServers() {
    assertThat(status().cluster()).isNull();
    FakeCluster cluster = new FakeCluster();
    world.cluster(cluster);
    assertThat(status().cluster())
        .isEqualTo(new StatusView.ClusterPart("mfa1", "single", null, 0, 1, ""));
    cluster.view =
        FakeCluster.of(
            "mfa2",
            FakeCluster.server("mfa1", ServerRole.MASTER, "1.2.0"),
            FakeCluster.server("mfa2", ServerRole.SUBORDINATE, "1.2.0"));
    assertThat(status().cluster())
        .isEqualTo(new StatusView.ClusterPart("mfa2", "subordinate", "mfa1", 4, 2, ""));
  }

  @Test
  public void tellsItEvenWhenNearlyEverythingIsMissing() {
    world.nothingInstalled();

    StatusView status = status();

    assertThat(status.health().status()).isEqualTo("critical");
    assertThat(status.health().message()).contains("missing: core, store, state");
    assertThat(status.users()).isNull();
  }

  @Test
  public void tellsItWhenTheDatabaseIsDown() {
    world.records.broken(true);

    assertThat(status().users()).isNull();
  }

  @Test
  public void isReadyWhenPeopleCanSignIn() {
    Checkup checkup = new Checkup(world.installed, world.plugins);
    assertThat(checkup.missing()).containsExactly("core");
    world.authentication(new NoAuthentication());
    assertThat(checkup.missing()).isEmpty();
    world.capability("state", Health.critical("disk full"));
    assertThat(checkup.missing()).containsExactly("state");
  }

  @Test
  public void listsMethodsAndListenersWithTheirFields() {
    assertThat(JsonCodec.toText(new MethodsResource(world.plugins).list()))
        .isEqualTo(
            "{\"items\":[{\"id\":\"oath\",\"label\":\"Token\",\"modes\":[\"pin\",\"standard\"],"
                + "\"answer\":\"typed\",\"params\":[{\"name\":\"digits\","
                + "\"description\":\"Length of the code, 6 to 8.\",\"default\":\"6\"}]}]}");
    assertThat(JsonCodec.toText(new ListenersResource(world.plugins).list()))
        .contains("\"id\":\"radius\"", "\"secret\":true", "192.0.2.0/24");
  }

  @Test
  public void makesATokenThatIsHonoured() {
    TokensResource.NewToken made =
        (TokensResource.NewToken)
            await(tokens.add(json("{'name':'monitoring','role':'read'}"), world.caller))
                .getEntity();

    assertThat(made.token()).matches("vdt_[A-Za-z0-9_-]{43}");
    assertThat(made.expires()).isEqualTo("2027-02-19T06:00:00Z");
    Credentials credentials =
        new Credentials(
            Optional::empty,
            () -> world.vault,
            () -> world.records.all(AccessToken.TYPE),
            world.clock);
    assertThat(credentials.personal(made.token(), "192.0.2.1").orElseThrow().role())
        .isEqualTo(Role.READ);
    assertThat(JsonCodec.toText(tokens.list())).doesNotContain(made.token()).contains("monitoring");
    assertThat(await(tokens.remove("monitoring", world.caller)).getStatus()).isEqualTo(204);
    assertThat(credentials.personal(made.token(), "192.0.2.1")).isEmpty();
  }

  @Test
  public void checksOrdersForTokens() {
    assertThat(refused("{}").field()).isEqualTo("name");
    assertThat(refused("{'name':'a b'}").field()).isEqualTo("name");
    assertThat(refused("{'name':'a','role':'root'}").detail()).contains("admin", "read", "signin");
    assertThat(refused("{'name':'a','days':0}").detail()).contains("1 to 3650");
    await(tokens.add(json("{'name':'a'}"), world.caller));
    assertThat(refused("{'name':'a'}").status()).isEqualTo(409);
    assertThat(
            catchThrowableOfType(Problem.class, () -> await(tokens.remove("b", world.caller)))
                .status())
        .isEqualTo(404);
  }

  private Problem refused(String body) {
    return catchThrowableOfType(Problem.class, () -> await(tokens.add(json(body), world.caller)));
  }

  @Test
  public void readsAndChangesLevels() {
    Hashtable<String, Object> log = new Hashtable<>();
    log.put("log4j2.rootLogger.level", "INFO");
    log.put("log4j2.logger.karaf.name", "org.apache.karaf");
    log.put("log4j2.logger.karaf.level", "WARN");
    log.put("log4j2.appender.file.name", "file");
    log.put("log4j2.logger.unnamed.name", "ROOT");
    log.put("log4j2.logger.unnamed.level", "WARN");
    assertThat(LogLevels.read(log))
        .containsOnlyKeys("ROOT", "org.apache.karaf")
        .containsEntry("ROOT", "INFO");

    var changed = LogLevels.with(log, "org.apache.karaf", "DEBUG");
    assertThat(changed.get("log4j2.logger.karaf.level")).isEqualTo("DEBUG");
    changed = LogLevels.with(changed, "org.vedette.core", "TRACE");
    assertThat(LogLevels.read(changed)).containsEntry("org.vedette.core", "TRACE");
    changed = LogLevels.with(changed, "org.vedette.core", "DEFAULT");
    assertThat(LogLevels.read(changed)).doesNotContainKey("org.vedette.core");
    assertThat(LogLevels.read(LogLevels.with(log, "ROOT", "ERROR"))).containsEntry("ROOT", "ERROR");
    assertThat(LogLevels.read(log)).containsEntry("ROOT", "INFO");
  }

  @Test
  public void checksLevels() {
    LogResource log = new LogResource(world.installed);

    assertThat(
            catchThrowableOfType(
                    Problem.class,
                    () -> log.set("org.vedette", json("{'level':'LOUD'}"), world.caller))
                .detail())
        .contains("TRACE");
    assertThat(
            catchThrowableOfType(
                    Problem.class, () -> log.set("ROOT", json("{'level':'DEFAULT'}"), world.caller))
                .field())
        .isEqualTo("level");
    assertThat(
            catchThrowableOfType(
                    Problem.class, () -> log.set("a b", json("{'level':'INFO'}"), world.caller))
                .field())
        .isEqualTo("logger");
    assertThat(catchThrowableOfType(Problem.class, log::list).status()).isEqualTo(503);
  }

  private static final class NoAuthentication implements AuthenticationService {
    @Override
    public CompletionStage<Outcome> authenticate(AuthRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Outcome> answer(
        ChallengeToken token,
        String username,
        Answer answer,
        org.vedette.api.auth.Caller caller,
        Waiting waiting,
        Optional<Instant> deadline) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Outcome> hold(
        ChallengeToken token,
        String username,
        org.vedette.api.auth.Caller caller,
        Instant deadline) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void abandon(ChallengeToken token, AbandonReason why) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  public void answersEveryRouteOfTheContract() throws Exception {
    String document = OpenApiDocument.read();

    for (String path :
        List.of(
            "/status:",
            "/users:",
            "/users/{name}:",
            "/users/{name}/password:",
            "/users/{name}/pin:",
            "/users/{name}/block:",
            "/users/{name}/lockout:",
            "/users/{name}/enrollments:",
            "/enrollments/{id}:",
            "/enrollments/{id}/resync:",
            "/methods:",
            "/listeners:",
            "/applications:",
            "/applications/{name}:",
            "/directories:",
            "/directories/{name}:",
            "/directories/{name}/entries:",
            "/directories/{name}/entries/named:",
            "/directories/{name}/test:",
            "/audit:",
            "/audit/{id}:",
            "/audit/{id}/why:",
            "/audit/after/{number}:",
            "/audit/verify:",
            "/signins:",
            "/signins/{signin}:",
            "/settings:",
            "/settings/{pid}:",
            "/tokens:",
            "/tokens/{name}:",
            "/log/levels:",
            "/log/levels/{logger}:")) {
      assertThat(document).contains("\n  " + path + "\n");
    }
  }
}
