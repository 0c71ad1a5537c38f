package org.vedette.audit.table;

import java.util.List;
import java.util.Locale;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditRecord;

/** A query as a test of records. */
public final class Search {
  private final AuditLog.Query query;
  private final String text;

  /** Prepares the test. */
  public Search(AuditLog.Query query) {
    this.query = query;
    this.text = query.text().strip().toLowerCase(Locale.ROOT);
  }

  AuditLog.Query query() {
    return query;
  }

  /** Returns whether a record fits. */
  public boolean fits(long number, AuditRecord record) {
    return (query.before() <= 0 || number < query.before())
        && (query.result().isEmpty() || record.result().equals(query.result()))
        && query.from().map(from -> !record.at().isBefore(from)).orElse(true)
        && query.to().map(to -> !record.at().isAfter(to)).orElse(true)
        && (text.isEmpty() || holdsText(record));
  }

  private boolean holdsText(AuditRecord record) {
    for (String value :
        List.of(
            record.username(),
            record.application(),
            record.result(),
            record.actor(),
            record.peer())) {
      if (value.toLowerCase(Locale.ROOT).contains(text)) {
        return true;
      }
    }
    return false;
  }
}
