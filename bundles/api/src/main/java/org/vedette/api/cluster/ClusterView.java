package org.vedette.api.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How the servers stand, as one of them knows it.
 *
 * @param cluster identity of the cluster; empty for a single server
 * @param self name of this server
 * @param role its part
 * @param epoch the reign; 0 for a single server
 * @param automatic whether the servers choose another master by themselves
 * @param master name of the master; of servers that are equal, the one that does what one alone
 *     shall do, for instance synchronize; empty when none is known
 * @param notice what an operator has to know or do now; empty when nothing
 * @param progress how far the copying is; empty when none goes on
 * @param appends how changes that were asked of this server fared; empty when there were none
 * @param servers all servers, this one included, by name; empty for a single server
 */
public record ClusterView(
    Optional<UUID> cluster,
    String self,
    ServerRole role,
    long epoch,
    boolean automatic,
    Optional<String> master,
    String notice,
    Optional<Progress> progress,
    Optional<Appends> appends,
    List<ServerView> servers) {
  /**
   * How far something is.
   *
   * @param what what goes on, for instance {@code copying records}
   * @param done how much is done
   * @param total how much there is; 0 while unknown
   */
  public record Progress(String what, long done, long total) {}

  /**
   * How changes fared that were asked of this server while it belonged to a cluster.
   *
   * @param done how many were made, or refused for what they said, since this server started
   * @param failed how many could not be made
   * @param median time that half of the newest 256 took at most
   * @param slowest time that the slowest of them took
   */
  public record Appends(long done, long failed, Duration median, Duration slowest) {}

  /** Copies the list. */
  public ClusterView {
    servers = List.copyOf(servers);
  }
}
