package org.vedette.replication.member;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vedette.api.cluster.PeerTraffic;
import org.vedette.api.cluster.ServerView;
import org.vedette.api.lifecycle.Health;

/** What is wrong with a server, in a sentence that says what to do. */
final class Alarms {
  /** From here on sign-ins with codes may fail. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  /** One step of a token. */
  private static final Duration CLOCKS_USELESS = Duration.ofSeconds(30);

  private static final Duration CERTIFICATE = Duration.ofDays(14);
  private static final long LAG = 100;
  private static final Duration LAGGING = Duration.ofMinutes(1);
  private static final Duration SILENT = Duration.ofMinutes(1);
  private static final Duration AUDIT = Duration.ofMinutes(10);

  private Alarms() {}

  /** Puts into words what figures say, where nothing worse is known. */
  static ServerView looked(ServerView it, Instant now, Instant started) {
    String trouble = it.trouble();
    if (!trouble.isEmpty()) {
      return it.lastContact()
          .map(last -> Duration.between(last, now))
          .filter(silence -> silence.compareTo(SILENT) >= 0)
          .map(silence -> it.with(trouble + " (" + silence.toMinutes() + " min)"))
          .orElse(it);
    }
    return clock(it)
        .or(() -> lag(it))
        .or(() -> certificate(it, now))
        .or(() -> audit(it, now, started))
        .map(it::with)
        .orElse(it);
  }

  private static Optional<String> clock(ServerView it) {
    return it.clockDifference()
        .filter(apart -> apart.abs().compareTo(CLOCKS_APART) > 0)
        .map(
            apart ->
                "its clock differs by "
                    + apart.toSeconds()
                    + " s: set the clocks, codes depend on them");
  }

  private static Optional<String> lag(ServerView it) {
    return it.lagTime()
        .filter(time -> it.lagChanges().orElse(0) > LAG && time.compareTo(LAGGING) > 0)
        .map(
            time ->
                "it is "
                    + it.lagChanges().orElse(0)
                    + " changes behind for "
                    + time.toSeconds()
                    + " s: see its load and its disk");
  }

  private static Optional<String> certificate(ServerView it, Instant now) {
    return it.certificateExpires()
        .map(end -> Duration.between(now, end))
        .filter(left -> left.compareTo(CERTIFICATE) < 0)
        .map(
            left ->
                left.isNegative()
                    ? "its certificate has ended: let it join again"
                    : "its certificate ends in "
                        + left.toDays()
                        + " days and was not renewed: see its log");
  }

  private static Optional<String> audit(ServerView it, Instant now, Instant started) {
    return it.traffic()
        .filter(traffic -> traffic.auditMissing().orElse(0) > 0)
        .filter(
            traffic ->
                Duration.between(traffic.auditFetched().orElse(started), now).compareTo(AUDIT) > 0)
        .map(PeerTraffic::auditMissing)
        .map(missing -> missing.orElse(0) + " of its audit records are not here yet");
  }

  /** How a server feels that knows the servers like this. */
  static Health health(List<ServerView> servers) {
    Optional<ServerView> useless =
        servers.stream()
            .filter(
                it ->
                    it.clockDifference()
                        .filter(apart -> apart.abs().compareTo(CLOCKS_USELESS) > 0)
                        .isPresent())
            .findFirst();
    if (useless.isPresent()) {
      return Health.critical(text(useless.get()));
    }
    return servers.stream()
        .filter(it -> !it.trouble().isEmpty())
        .findFirst()
        .map(it -> Health.warn(text(it)))
        .orElseGet(Health::ok);
  }

  private static String text(ServerView it) {
    return "The cluster: " + it.name() + ": " + it.trouble();
  }
}
