package org.vedette.sdk.cluster;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vedette.api.cluster.ClusterView;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/**
 * How the servers stand, as the one that was asked knows it.
 *
 * @param cluster identity of the cluster; null for a single server
 * @param self name of the server that was asked
 * @param role its part: single, master, subordinate, equal, joining or waiting
 * @param epoch the reign; 0 for a single server
 * @param automatic whether the servers choose another master by themselves
 * @param master name of the master; null when none is known
 * @param notice what an operator has to know or do now; empty when nothing
 * @param progress how far the copying is; null when none goes on
 * @param appends how changes fared that were asked of this server; null when there were none
 * @param servers all servers, by name; empty for a single server
 * @param order what is wrong with the versions: subordinates are upgraded first, the master last
 * @param now time of the server that was asked
 */
@Schema(name = "Cluster")
public record ClusterJson(
    @Nullable String cluster,
    String self,
    String role,
    long epoch,
    boolean automatic,
    @Nullable String master,
    String notice,
    @Nullable Progress progress,
    @Nullable Appends appends,
    List<ServerJson> servers,
    List<String> order,
    String now)
    implements Json {
  /**
   * How far the copying is.
   *
   * @param what what goes on
   * @param done how much is done
   * @param total how much there is; 0 while unknown
   */
  @Schema(name = "ClusterProgress")
  public record Progress(String what, long done, long total) {}

  /**
   * How changes fared.
   *
   * @param done how many were made since this server started
   * @param failed how many could not be made
   * @param median what half of the newest 256 took at most, like PT0.012S
   * @param slowest what the slowest of them took
   */
  @Schema(name = "ClusterAppends")
  public record Appends(long done, long failed, String median, String slowest) {}

  static ClusterJson of(ClusterView it, Instant now) {
    return new ClusterJson(
        it.cluster().map(UUID::toString).orElse(null),
        it.self(),
        ServerJson.word(it.role()),
        it.epoch(),
        it.automatic(),
        it.master().orElse(null),
        it.notice(),
        it.progress()
            .map(each -> new Progress(each.what(), each.done(), each.total()))
            .orElse(null),
        it.appends()
            .map(
                each ->
                    new Appends(
                        each.done(),
                        each.failed(),
                        each.median().toString(),
                        each.slowest().toString()))
            .orElse(null),
        it.servers().stream().map(ServerJson::of).toList(),
        UpgradeOrder.troubles(it),
        Times.text(now));
  }
}
