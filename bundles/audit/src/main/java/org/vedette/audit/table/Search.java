package org.vedette.audit.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.audit.AuditRecord;

/** A query as a test of records. */
public final class Search {
  private final AuditLog.Query query;
  private final Set<String> servers;
  private final String text;

  /**
   * Prepares the test.
   *
   * @param servers ids of the servers that are asked for; empty for all
   */
  public Search(AuditLog.Query query, Set<String> servers) {
    this.query = query;
    this.servers = Set.copyOf(servers);
    this.text = query.text().strip().toLowerCase(Locale.ROOT);
  }

  AuditLog.Query query() {
    return query;
  }

  /** Whether records of a server may fit. */
  boolean of(String server) {
    return query.server().isEmpty() || servers.contains(server);
  }

  /** Whether a record that stands there may fit. */
  boolean within(AuditPosition at) {
    return query.before().map(before -> at.compareTo(before) < 0).orElse(true)
        && query.from().map(from -> !at.at().isBefore(from)).orElse(true)
        && query.to().map(to -> !at.at().isAfter(to)).orElse(true);
  }

  /** Returns whether a record fits. */
  public boolean fits(AuditLog.Numbered numbered) {
    AuditRecord record = numbered.record();
    return of(numbered.server())
        && within(numbered.position())
        && (query.result().isEmpty() || record.result().equals(query.result()))
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
