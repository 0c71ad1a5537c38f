package org.vedette.api.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of synchronization or import: while it goes on, or what came of it.
 *
 * @param id identity, short
 * @param kind what kind of run it is
 * @param state how it goes, or how it ended
 * @param actor who began it; {@code schedule} where nobody did
 * @param began when it began
 * @param ended when it ended; empty while it goes on
 * @param phase what it does now, one word
 * @param done how many entries it has looked at, or written in the later phases
 * @param total how many there are in this phase; 0 while that is not known
 * @param counts how many people by what was done: {@code seen}, {@code added}, {@code adopted},
 *     {@code updated}, {@code renamed}, {@code enabled}, {@code disabled}, {@code removed}, {@code
 *     held}, {@code kept}, {@code skipped}, {@code failed}; and {@code odd}: how often the
 *     directory said what cannot be believed or taken over
 * @param lines what was done, or would be, and what was wrong; at most {@value #MOST_LINES}
 * @param message one sentence for an operator; empty when there is nothing to say
 * @param held identity of the list of removals and disablings that waits for approval
 */
public record SyncRun(
    String id,
    Kind kind,
    State state,
    String actor,
    Instant began,
    Optional<Instant> ended,
    String phase,
    long done,
    long total,
    Map<String, Long> counts,
    List<Line> lines,
    String message,
    Optional<String> held) {
  /** Most lines that are kept of a run. */
  public static final int MOST_LINES = 1_000;

  /** What kind of run it is. */
  public enum Kind {
    /** What has changed since the last run. */
    INCREMENTAL,
    /** Everything. */
    FULL,
    /** Everything, and nothing is written. */
    PLAN,
    /** People picked by hand. */
    IMPORT
  }

  /** How a run goes. */
  public enum State {
    /** It goes on. */
    RUNNING,
    /** Done. */
    DONE,
    /** Done but for removals and disablings that wait for approval. */
    AWAITING,
    /** Stopped by somebody, or by an update; the next one goes on where it stopped. */
    STOPPED,
    /** A directory did not answer, or nothing could be written. */
    FAILED
  }

  /**
   * Something about one person.
   *
   * @param directory name of the directory
   * @param entry identity of the entry
   * @param user name of the user, as far as known
   * @param what what was done: singular of a count, for instance {@code add}, {@code skip}
   * @param detail what changed, or why
   */
  public record Line(String directory, String entry, String user, String what, String detail) {}

  /** Copies the collections. */
  public SyncRun {
    counts = Map.copyOf(counts);
    lines = List.copyOf(lines);
  }

  /** Returns a count; 0 for what did not happen. */
  public long count(String what) {
    return counts.getOrDefault(what, 0L);
  }
}
