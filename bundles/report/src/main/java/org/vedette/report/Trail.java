package org.vedette.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.report.ReportFilter;

/** Walks through the audit record, newest first, a page at a time. */
final class Trail {
  /**
   * Where a walk ended.
   *
   * @param next where to go on; empty when there is no more
   * @param reached time of the last record that was looked at
   */
  record End(Optional<AuditPosition> next, Optional<Instant> reached) {}

  private Trail() {}

  /**
   * Shows records of the time asked for until {@code visitor} says no more, {@code enough} says so,
   * or there are none left.
   *
   * @param before only what stands before this; empty for the newest
   */
  static End walk(
      AuditLog audit,
      ReportFilter filter,
      Optional<AuditPosition> before,
      BooleanSupplier enough,
      Predicate<AuditLog.Numbered> visitor) {
    Optional<AuditPosition> at = before;
    Optional<Instant> reached = Optional.empty();
    // The query's times are both included, a report's end is not.
    Instant last = filter.to().minusNanos(1);
    while (!enough.getAsBoolean()) {
      List<AuditLog.Numbered> page =
          audit.search(
              new AuditLog.Query(
                  "", "", "", Optional.of(filter.from()), Optional.of(last), at, AuditLog.MOST));
      for (AuditLog.Numbered each : page) {
        at = Optional.of(each.position());
        reached = Optional.of(each.record().at());
        if (!visitor.test(each)) {
          return new End(at, reached);
        }
      }
      if (page.size() < AuditLog.MOST) {
        return new End(Optional.empty(), reached);
      }
    }
    return new End(at, reached);
  }
}
