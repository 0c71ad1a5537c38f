package org.vedette.sdk.server;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.sdk.http.Json;

/**
 * How the server is.
 *
 * @param version version of the product
 * @param server id of this server; empty while unknown
 * @param java version of Java
 * @param started when the process started
 * @param uptimeSeconds for how long it has run
 * @param health worst of all
 * @param users how many users there are; null while unknown
 * @param applications how many applications there are; null while unknown
 * @param openChallenges how many challenges are open; null while unknown
 * @param cluster its part among several servers; null without replication
 * @param capabilities what the server can do
 */
public record StatusView(
    String version,
    String server,
    String java,
    String started,
    long uptimeSeconds,
    HealthView health,
    @Nullable Long users,
    @Nullable Integer applications,
    @Nullable Integer openChallenges,
    @Nullable ClusterPart cluster,
    List<CapabilityView> capabilities)
    implements Json {

  /**
   * How something feels.
   *
   * @param status ok, warn or critical
   * @param message what is wrong and what to do
   */
  public record HealthView(String status, String message) {
    static HealthView of(Health health) {
      return new HealthView(text(health.status()), health.message());
    }
  }

  /**
   * Its part among several servers.
   *
   * @param self its name
   * @param role single, master, subordinate, equal, joining or waiting
   * @param master name of the master; null when none is known
   * @param epoch the reign; 0 for a single server
   * @param servers how many servers there are; 1 for a single one
   * @param notice what an operator has to know or do now; empty when nothing
   */
  public record ClusterPart(
      String self, String role, @Nullable String master, long epoch, int servers, String notice) {
    static ClusterPart of(ClusterView it) {
      return new ClusterPart(
          it.self(),
          it.role().name().toLowerCase(Locale.ROOT),
          it.master().orElse(null),
          it.epoch(),
          Math.max(1, it.servers().size()),
          it.notice());
    }
  }

  /**
   * One thing the server can do.
   *
   * @param id short name
   * @param version version of the bundle
   * @param addresses where it listens
   * @param health ok, warn or critical
   * @param message what is wrong and what to do
   */
  public record CapabilityView(
      String id, String version, List<String> addresses, String health, String message) {
    static CapabilityView of(Capability it) {
      Health health = it.health();
      return new CapabilityView(
          it.id(), it.version(), it.addresses(), text(health.status()), health.message());
    }
  }

  static String text(Health.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
