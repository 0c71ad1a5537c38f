package org.vedette.sdk.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.policy.PolicyDesk;
import org.vedette.api.policy.PolicyDesk.Judgement;
import org.vedette.sdk.policy.ReplayView.Changed;

/**
 * One pass over the recorded sign-ins of some time, newest first, page by page. It holds one page
 * and the sign-ins that are listed, and ends after a number of records.
 */
final class Replay {
  /** Most records of one pass. */
  static final long MOST = 2_000_000;

  private final AuditLog log;
  private final PolicyDesk.Judge judge;
  private final Instant from;
  private final Instant to;
  private final int limit;
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Changed> items = new ArrayList<>();
  private volatile Instant reached;
  private long looked;
  private long judged;
  private long changed;
  private long uncertain;

  Replay(AuditLog log, PolicyDesk.Judge judge, Instant from, Instant to, int limit) {
    this.log = log;
    this.judge = judge;
    this.from = from;
    this.to = to;
    this.limit = limit;
    this.reached = to;
  }

  /**
   * Looks at everything.
   *
   * @param stop asked before each page
   */
  ReplayView run(BooleanSupplier stop) {
    Optional<AuditPosition> before = Optional.empty();
    while (looked < MOST && !stop.getAsBoolean()) {
      List<AuditLog.Numbered> page =
          log.search(
              new AuditLog.Query(
                  "", "", "", Optional.of(from), Optional.of(to), before, AuditLog.MOST));
      page.forEach(it -> look(it.record()));
      if (page.size() < AuditLog.MOST) {
        reached = from;
        return view(true);
      }
      before = Optional.of(page.get(page.size() - 1).position());
    }
    return view(false);
  }

  /** How far it is, in hundredths of the time. */
  int percent() {
    long whole = Math.max(1, Duration.between(from, to).toMillis());
    return (int) Math.min(100, 100 * Duration.between(reached, to).toMillis() / whole);
  }

  private void look(AuditRecord record) {
    looked++;
    reached = record.at();
    judge.judge(record).ifPresent(it -> note(record, it));
  }

  private void note(AuditRecord record, Judgement judgement) {
    judged++;
    if (judgement.uncertain()) {
      uncertain++;
    }
    if (!judgement.changes()) {
      return;
    }
    changed++;
    counts.merge(record.result() + " -> " + judgement.would(), 1L, Long::sum);
    if (items.size() < limit) {
      items.add(
          new Changed(
              record.id(),
              record.at().toString(),
              record.username(),
              record.application(),
              record.clientAddress(),
              record.result(),
              judgement.would(),
              judgement.rule().orElse(""),
              judgement.uncertain()));
    }
  }

  private ReplayView view(boolean complete) {
    return new ReplayView(
        complete, reached.toString(), looked, judged, changed, uncertain, counts, items);
  }
}
