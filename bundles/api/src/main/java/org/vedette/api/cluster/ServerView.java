package org.vedette.api.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One server of a cluster.
 *
 * @param name its name
 * @param host where the others reach it
 * @param port the one port between servers
 * @param voter whether it has a vote when the servers choose their master
 * @param role its part
 * @param version version of the product that it runs; empty while unknown
 * @param epoch the reign that it follows; 0 while unknown
 * @param lagChanges how many changes it has not applied yet; empty while unknown
 * @param lagTime for how long it has been behind; empty while unknown
 * @param clockDifference its clock minus ours, half a round trip exact; empty while unknown
 * @param lastContact when it last answered this server; empty for never, and for this server
 * @param certificateExpires end of its certificate; empty while unknown
 * @param applied place of the last change that it has applied, in its epoch; 0 while unknown
 * @param traffic what goes between it and this server; empty for this server
 * @param trouble one sentence about what is wrong with it; empty when nothing is
 */
public record ServerView(
    String name,
    String host,
    int port,
    boolean voter,
    ServerRole role,
    String version,
    long epoch,
    OptionalLong lagChanges,
    Optional<Duration> lagTime,
    Optional<Duration> clockDifference,
    Optional<Instant> lastContact,
    Optional<Instant> certificateExpires,
    long applied,
    Optional<PeerTraffic> traffic,
    String trouble) {
  /** The same with another trouble. */
  public ServerView with(String otherTrouble) {
    return new ServerView(
        name,
        host,
        port,
        voter,
        role,
        version,
        epoch,
        lagChanges,
        lagTime,
        clockDifference,
        lastContact,
        certificateExpires,
        applied,
        traffic,
        otherTrouble);
  }
}
