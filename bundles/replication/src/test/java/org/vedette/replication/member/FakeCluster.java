package org.vedette.replication.member;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;

/** Answers every order alike. */
final class FakeCluster implements Cluster {
  private ClusterAnswer answer = new ClusterAnswer.Done("");

  void succeed(String what) {
    answer = new ClusterAnswer.Done(what);
  }

  void refuse(String why) {
    answer = new ClusterAnswer.Refused("", why);
  }

  private CompletionStage<ClusterAnswer> answered() {
    return CompletableFuture.completedStage(answer);
  }

  @Override
  public ClusterView view() {
    return new ClusterView(
        Optional.of(new UUID(1, 1)),
        "here",
        ServerRole.SUBORDINATE,
        7,
        false,
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @Override
  public CompletionStage<ClusterAnswer> invite(String name, String replaces, Actor actor) {
    return answered();
  }

  @Override
  public CompletionStage<ClusterAnswer> join(Secret credentials, boolean replace, Actor actor) {
    return answered();
  }

  @Override
  public CompletionStage<ClusterAnswer> promote(boolean masterUnreachable, Actor actor) {
    return answered();
  }

  @Override
  public CompletionStage<ClusterAnswer> alone(Actor actor) {
    return answered();
  }

  @Override
  public CompletionStage<ClusterAnswer> remove(String name, Actor actor) {
    return answered();
  }

  @Override
  public CompletionStage<ClusterAnswer> failover(boolean automatic, Actor actor) {
    return answered();
  }
}
