package org.vedette.sdk.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.PeerTraffic;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.cluster.ServerView;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;

/** Writes down what is asked of it, and answers as it is told. */
public final class FakeCluster implements Cluster {
  public static final ClusterView SINGLE =
      new ClusterView(
          Optional.empty(),
          "mfa1",
          ServerRole.SINGLE,
          0,
          false,
          Optional.empty(),
          "",
          Optional.empty(),
          Optional.empty(),
          List.of());

  public final List<String> asked = new ArrayList<>();
  public ClusterView view = SINGLE;
  public ClusterAnswer answer = new ClusterAnswer.Done("done");

  /** The cluster as {@code self} sees it; the first server is the master. */
  public static ClusterView of(String self, ServerView... servers) {
    ServerRole role =
        List.of(servers).stream()
            .filter(it -> it.name().equals(self))
            .findFirst()
            .orElseThrow()
            .role();
    return new ClusterView(
        Optional.of(UUID.fromString("7f6a0b1e-2c5d-4e3f-9a80-b1c2d3e4f506")),
        self,
        role,
        4,
        false,
        Optional.of(servers[0].name()),
        "",
        Optional.of(new ClusterView.Progress("copying records", 3, 9)),
        Optional.of(new ClusterView.Appends(7, 1, Duration.ofMillis(12), Duration.ofMillis(90))),
        List.of(servers));
  }

  public static ServerView server(String name, ServerRole role, String version) {
    return new ServerView(
        name,
        name + ".example.org",
        4443,
        role == ServerRole.MASTER,
        role,
        version,
        4,
        OptionalLong.of(3),
        Optional.of(Duration.ofSeconds(2)),
        Optional.of(Duration.ofMillis(-12)),
        Optional.of(Instant.parse("2026-11-21T05:59:56Z")),
        Optional.of(Instant.parse("2027-02-16T06:00:00Z")),
        17,
        Optional.of(
            new PeerTraffic(
                OptionalLong.of(4), Optional.of(Instant.parse("2026-11-21T05:59:50Z")), 1, 20, 2)),
        "");
  }

  private CompletionStage<ClusterAnswer> note(String what, Actor actor) {
    asked.add(what + " by " + actor.name());
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public ClusterView view() {
    return view;
  }

  @Override
  public CompletionStage<ClusterAnswer> invite(String name, String replaces, Actor actor) {
    return note("invite " + name + " for '" + replaces + "'", actor);
  }

  @Override
  public CompletionStage<ClusterAnswer> join(Secret credentials, boolean replace, Actor actor) {
    return note("join with " + credentials.text() + " replace=" + replace, actor);
  }

  @Override
  public CompletionStage<ClusterAnswer> promote(boolean masterUnreachable, Actor actor) {
    return note("promote unreachable=" + masterUnreachable, actor);
  }

  @Override
  public CompletionStage<ClusterAnswer> alone(Actor actor) {
    return note("alone", actor);
  }

  @Override
  public CompletionStage<ClusterAnswer> remove(String name, Actor actor) {
    return note("remove " + name, actor);
  }

  @Override
  public CompletionStage<ClusterAnswer> failover(boolean automatic, Actor actor) {
    return note("failover automatic=" + automatic, actor);
  }
}
