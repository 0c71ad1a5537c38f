package org.vedette.sdk.sync;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vedette.api.sync.SyncRun;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/**
 * A run of synchronization or import.
 *
 * @param id identity
 * @param kind incremental, full, plan or import
 * @param state running, done, awaiting, stopped or failed
 * @param actor who began it
 * @param began when, in UTC
 * @param ended when it ended
 * @param phase what it does now
 * @param done how far it is in this phase
 * @param total out of how many; 0 while that is not known
 * @param perMinute how many entries a minute it has looked at so far
 * @param counts how many people by what was done
 * @param lines what was done and what was wrong, at most 1000; empty in lists
 * @param message one sentence
 * @param held the list that waits for approval
 */
@Schema(name = "SyncRun")
public record RunView(
    String id,
    String kind,
    String state,
    String actor,
    String began,
    @Nullable String ended,
    String phase,
    long done,
    long total,
    long perMinute,
    Map<String, Long> counts,
    List<Line> lines,
    String message,
    @Nullable String held)
    implements Json {
  /**
   * Something about one person.
   *
   * @param directory name of the directory
   * @param entry identity of the entry
   * @param user name of the user
   * @param what add, adopt, update, rename, enable, disable, remove, hold, skip or odd
   * @param detail what changes, or why
   */
  @Schema(name = "SyncLine")
  public record Line(String directory, String entry, String user, String what, String detail) {}

  static RunView of(SyncRun it, Instant now) {
    return new RunView(
        it.id(),
        it.kind().name().toLowerCase(Locale.ROOT),
        it.state().name().toLowerCase(Locale.ROOT),
        it.actor(),
        Times.text(it.began()),
        it.ended().map(Times::text).orElse(null),
        it.phase(),
        it.done(),
        it.total(),
        perMinute(it, now),
        new TreeMap<>(it.counts()),
        it.lines().stream()
            .map(
                line ->
                    new Line(
                        line.directory(), line.entry(), line.user(), line.what(), line.detail()))
            .toList(),
        it.message(),
        it.held().orElse(null));
  }

  private static long perMinute(SyncRun it, Instant now) {
    long seconds = Duration.between(it.began(), it.ended().orElse(now)).toSeconds();
    return it.count("seen") * 60 / Math.max(1, seconds);
  }
}
