package org.vedette.sdk.cluster;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.cluster.PeerTraffic;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.cluster.ServerView;
import org.vedette.sdk.http.Times;

/**
 * One server of a cluster.
 *
 * @param name its name
 * @param host where the others reach it
 * @param port the one port between servers
 * @param voter whether it has a vote when the servers choose their master
 * @param role single, master, subordinate, equal, joining, waiting or unknown
 * @param version version of the product that it runs; empty while unknown
 * @param epoch the reign that it follows; 0 while unknown
 * @param lagChanges how many changes it has not applied yet; null while unknown
 * @param lagTime for how long it has been behind, like PT2S (ISO 8601); null while unknown
 * @param clockDifference its clock minus this server's, like PT-0.01S; null while unknown
 * @param lastContact when it last answered this server; null for never, and for this server
 * @param certificateExpires end of its certificate; null while unknown
 * @param applied place of the last change that it has applied, in its epoch; 0 while unknown
 * @param auditMissing audit records that it wrote and that this server lacks; null while unknown
 * @param auditFetched when this server had all of them last; null for never
 * @param newsWaiting news of sign-ins that it has not taken yet; null for this server
 * @param codesAsked how often it was asked about a code since this server started
 * @param codesUnanswered how often it did not answer in time, or was not asked
 * @param trouble one sentence about what is wrong with it; empty when nothing is
 */
@Schema(name = "ClusterServer")
public record ServerJson(
    String name,
    String host,
    int port,
    boolean voter,
    String role,
    String version,
    long epoch,
    @Nullable Long lagChanges,
    @Nullable String lagTime,
    @Nullable String clockDifference,
    @Nullable String lastContact,
    @Nullable String certificateExpires,
    long applied,
    @Nullable Long auditMissing,
    @Nullable String auditFetched,
    @Nullable Long newsWaiting,
    @Nullable Long codesAsked,
    @Nullable Long codesUnanswered,
    String trouble) {
  static ServerJson of(ServerView it) {
    Optional<PeerTraffic> traffic = it.traffic();
    return new ServerJson(
        it.name(),
        it.host(),
        it.port(),
        it.voter(),
        word(it.role()),
        it.version(),
        it.epoch(),
        it.lagChanges().isPresent() ? it.lagChanges().getAsLong() : null,
        it.lagTime().map(Duration::toString).orElse(null),
        it.clockDifference().map(Duration::toString).orElse(null),
        it.lastContact().map(Times::text).orElse(null),
        it.certificateExpires().map(Times::text).orElse(null),
        it.applied(),
        traffic.isPresent() && traffic.get().auditMissing().isPresent()
            ? traffic.get().auditMissing().getAsLong()
            : null,
        traffic.flatMap(PeerTraffic::auditFetched).map(Times::text).orElse(null),
        traffic.map(PeerTraffic::newsWaiting).orElse(null),
        traffic.map(PeerTraffic::codesAsked).orElse(null),
        traffic.map(PeerTraffic::codesUnanswered).orElse(null),
        it.trouble());
  }

  static String word(ServerRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
