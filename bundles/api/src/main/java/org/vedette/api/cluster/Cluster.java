package org.vedette.api.cluster;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;

/**
 * The servers that work as one, seen from one of them. Nothing here blocks, no stage completes
 * exceptionally, and each completes within a minute.
 */
@ProviderType
public interface Cluster {
  /** Tells how the servers stand, as this one knows it; from memory. */
  ClusterView view();

  /**
   * Invites one new server; the first invitation makes this server the master of a cluster. The
   * answer is {@link ClusterAnswer.Invited}.
   *
   * @param name what the new server will be called: letters a to z, digits and dashes, 1 to 63
   * @param replaces name of the server that it takes the place of; empty for none
   */
  CompletionStage<ClusterAnswer> invite(String name, String replaces, Actor actor);

  /**
   * Joins the cluster that these credentials are of: what this server's records hold is replaced.
   * Completes when the server has been taken in; the copying goes on, see {@link
   * ClusterView#progress}.
   *
   * @param credentials what {@link #invite} gave at the master
   * @param replace whether records that this server holds may be lost; refused without it when
   *     there are any users
   */
  CompletionStage<ClusterAnswer> join(Secret credentials, boolean replace, Actor actor);

  /**
   * Makes this server the master.
   *
   * @param masterUnreachable whether to do so although the master cannot be asked: a new epoch
   *     begins, and what the old master had not passed on is not in it
   */
  CompletionStage<ClusterAnswer> promote(boolean masterUnreachable, Actor actor);

  /**
   * Lets a former master that waits to hear the other servers write, although it cannot reach them.
   * Only right when none of them was promoted meanwhile.
   */
  CompletionStage<ClusterAnswer> alone(Actor actor);

  /** Removes a server: it is not let in any more, its certificate counts no more. */
  CompletionStage<ClusterAnswer> remove(String name, Actor actor);

  /**
   * Says who decides which server is the master when it fails.
   *
   * @param automatic the servers themselves, which takes three of them; otherwise an operator
   */
  CompletionStage<ClusterAnswer> failover(boolean automatic, Actor actor);
}
