package org.vedette.sync.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.sync.SyncRun;

/** Counts and names what a run does, readable while it goes on. Thread-safe. */
public final class Tally {
  private static final int LONGEST = 500;

  private final String id;
  private final SyncRun.Kind kind;
  private final String actor;
  private final Instant began;
  private final Map<String, Long> counts = new HashMap<>();
  private final List<SyncRun.Line> lines = new ArrayList<>();
  private SyncRun.Kind looked;
  private String phase = "begin";
  private long done;
  private long total;

  /** Begins with nothing done. */
  public Tally(String id, SyncRun.Kind kind, String actor, Instant began) {
    this.id = id;
    this.kind = kind;
    this.looked = kind;
    this.actor = actor;
    this.began = began;
  }

  /** Another phase begins. */
  synchronized void phase(String name, long expected) {
    phase = name;
    done = 0;
    total = expected;
  }

  /** An incremental run looks at everything after all. */
  synchronized void isFull() {
    looked = kind == SyncRun.Kind.INCREMENTAL ? SyncRun.Kind.FULL : kind;
  }

  synchronized void step() {
    done++;
    total = total > 0 ? Math.max(total, done) : 0;
  }

  synchronized void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  synchronized long count(String... what) {
    long sum = 0;
    for (String each : what) {
      sum += counts.getOrDefault(each, 0L);
    }
    return sum;
  }

  synchronized void line(SyncRun.Line line) {
    if (lines.size() < SyncRun.MOST_LINES) {
      String detail = line.detail();
      lines.add(
          detail.length() <= LONGEST
              ? line
              : new SyncRun.Line(
                  line.directory(),
                  line.entry(),
                  line.user(),
                  line.what(),
                  detail.substring(0, LONGEST)));
    }
  }

  /** What is wrong with a directory's answer. */
  void odd(String directory, String what) {
    count("odd");
    line(new SyncRun.Line(directory, "", "", "odd", what));
  }

  /** How it stands now. */
  public SyncRun now() {
    return at(SyncRun.State.RUNNING, Optional.empty(), "", Optional.empty());
  }

  /** It ended by a fault of the program. */
  public SyncRun broken(Instant ended) {
    return at(
        SyncRun.State.FAILED,
        Optional.of(ended),
        "a fault of its own; see the log",
        Optional.empty());
  }

  /** What came of it. */
  synchronized SyncRun at(
      SyncRun.State state, Optional<Instant> ended, String message, Optional<String> held) {
    return new SyncRun(
        id, looked, state, actor, began, ended, phase, done, total, counts, lines, message, held);
  }
}
