package org.vedette.sdk.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.cluster.FakeCluster.server;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.time.Instant;
import java.util.List;
import javax.ws.rs.core.Response;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.secret.Secret;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class ClusterResourceTest {
  private final World world = new World();
  private final FakeCluster cluster = new FakeCluster();
  private final ClusterResource resource =
      new ClusterResource(world.installed, world.worker, world.clock);

  @Before
  public void install() {
    world.cluster(cluster);
  }

  @After
  public void close() {
    world.close();
  }

  private static Problem refused(ThrowingCallable call) {
    return catchThrowableOfType(Problem.class, call);
  }

  private Problem invited(String body) {
    return refused(() -> await(resource.invite(json(body), world.caller)));
  }

  private static String what(Response response) {
    assertThat(response.getStatus()).isEqualTo(200);
    return ((ClusterResource.DoneJson) response.getEntity()).what();
  }

  @Test
  public void aSingleServerSaysSo() {
    ClusterJson view = resource.get();

    assertThat(view.role()).isEqualTo("single");
    assertThat(view.cluster()).isNull();
    assertThat(view.servers()).isEmpty();
    assertThat(view.progress()).isNull();
    assertThat(view.now()).isEqualTo("2026-11-21T06:00:00Z");
  }

  @Test
  public void serversAreToldWithTimesInIso() {
    cluster.view =
        FakeCluster.of(
            "mfa2",
            server("mfa1", ServerRole.MASTER, "1.2.0"),
            server("mfa2", ServerRole.SUBORDINATE, "1.2.0"));

    ClusterJson view = resource.get();

    assertThat(view.role()).isEqualTo("subordinate");
    assertThat(view.master()).isEqualTo("mfa1");
    assertThat(view.epoch()).isEqualTo(4);
    assertThat(view.progress()).isEqualTo(new ClusterJson.Progress("copying records", 3, 9));
    assertThat(view.order()).isEmpty();
    assertThat(view.servers().get(1))
        .isEqualTo(
            new ServerJson(
                "mfa2",
                "mfa2.example.org",
                4443,
                false,
                "subordinate",
                "1.2.0",
                4,
                3L,
                "PT2S",
                "PT-0.012S",
                "2026-11-21T05:59:56Z",
                "2027-02-16T06:00:00Z",
                17,
                4L,
                "2026-11-21T05:59:50Z",
                1L,
                20L,
                2L,
                ""));
    assertThat(view.appends()).isEqualTo(new ClusterJson.Appends(7, 1, "PT0.012S", "PT0.09S"));
  }

  @Test
  public void anInvitationShowsItsCredentialsOnce() {
    cluster.answer =
        new ClusterAnswer.Invited(Secret.of("vdc_line"), Instant.parse("2026-11-22T06:00:00Z"));

    Response response =
        await(resource.invite(json("{'name':'mfa3','replaces':'mfa2'}"), world.caller));

    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getEntity())
        .isEqualTo(new ClusterResource.InvitedJson("vdc_line", "2026-11-22T06:00:00Z"));
    assertThat(cluster.asked).containsExactly("invite mfa3 for 'mfa2' by tester");
  }

  @Test
  public void ordersReachTheClusterInTheNameOfTheCaller() {
    assertThat(
            what(
                await(
                    resource.join(
                        json("{'credentials':'vdc_line','replace':true}"), world.caller))))
        .isEqualTo("done");
    what(await(resource.promote(json("{'masterUnreachable':true}"), world.caller)));
    what(await(resource.promote(json("{}"), world.caller)));
    what(await(resource.alone(world.caller)));
    what(await(resource.remove("mfa2", world.caller)));
    what(await(resource.failover(json("{'automatic':true}"), world.caller)));

    assertThat(cluster.asked)
        .containsExactly(
            "join with vdc_line replace=true by tester",
            "promote unreachable=true by tester",
            "promote unreachable=false by tester",
            "alone by tester",
            "remove mfa2 by tester",
            "failover automatic=true by tester");
  }

  @Test
  public void whatIsWrongIsNamedAndAsksNobody() {
    assertThat(invited("{}").field()).isEqualTo("name");
    for (String name : List.of("Mfa", "a b", "-a", "a".repeat(64), "ä", "a.b")) {
      assertThat(invited("{'name':'" + name + "'}").field()).as(name).isEqualTo("name");
    }
    assertThat(invited("{'name':'a','replaces':'B'}").field()).isEqualTo("replaces");
    assertThat(invited("{'name':'a','force':true}").field()).isEqualTo("force");
    assertThat(refused(() -> resource.join(json("{}"), world.caller)).field())
        .isEqualTo("credentials");
    Problem tooLong =
        refused(
            () ->
                resource.join(
                    json("{'credentials':'" + "MARKED".repeat(3000) + "'}"), world.caller));
    assertThat(tooLong.field()).isEqualTo("credentials");
    assertThat(tooLong.detail()).doesNotContain("MARKED");
    assertThat(refused(() -> resource.failover(json("{}"), world.caller)).field())
        .isEqualTo("automatic");
    assertThat(refused(() -> resource.remove("../x", world.caller)).field()).isEqualTo("name");
    assertThat(cluster.asked).isEmpty();
  }

  @Test
  public void refusalsNameTheFieldAndWhatCannotBeDoneNowIsNoRefusal() {
    cluster.answer = new ClusterAnswer.Refused("name", "a server is called so; choose another");
    Problem taken = invited("{'name':'mfa1'}");
    assertThat(taken.status()).isEqualTo(400);
    assertThat(taken.field()).isEqualTo("name");
    assertThat(taken.detail()).isEqualTo("name: a server is called so; choose another");

    cluster.answer = new ClusterAnswer.Refused("", "this server is the master already");
    Problem already = refused(() -> await(resource.promote(json("{}"), world.caller)));
    assertThat(already.status()).isEqualTo(409);
    assertThat(already.detail()).isEqualTo("this server is the master already");

    cluster.answer = new ClusterAnswer.Unavailable("the master does not answer");
    Problem down = refused(() -> await(resource.alone(world.caller)));
    assertThat(down.status()).isEqualTo(503);
    assertThat(down.detail()).isEqualTo("the master does not answer");
  }

  @Test
  public void withoutTheBundleItIsNotInstalled() {
    world.cluster(null);

    assertThat(refused(resource::get).code()).isEqualTo("not-installed");
    assertThat(refused(() -> resource.alone(world.caller)).detail())
        .isEqualTo("not installed: replication");
  }

  @Test
  public void olderSubordinatesAreUpgradedBeforeANewerServerIsPromoted() {
    cluster.view =
        FakeCluster.of(
            "mfa2",
            server("mfa1", ServerRole.MASTER, "1.2.0"),
            server("mfa2", ServerRole.SUBORDINATE, "1.3.0"),
            server("mfa3", ServerRole.SUBORDINATE, "1.2.9"));

    Problem problem = refused(() -> resource.promote(json("{}"), world.caller));

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.field()).isEqualTo("anyOrder");
    assertThat(problem.detail()).contains("mfa3 (1.2.9)").doesNotContain("mfa1");
    what(await(resource.promote(json("{'anyOrder':true}"), world.caller)));
    what(await(resource.promote(json("{'masterUnreachable':true}"), world.caller)));
    assertThat(cluster.asked).hasSize(2);
  }
}
