package org.vedette.audit.table;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditRecord;

/** A query as SQL, and the same as a test of records that are not in the table yet. */
public final class Search {
  private static final String TEXT =
      "(LOWER(username) LIKE ? ESCAPE '!' OR LOWER(application) LIKE ? ESCAPE '!'"
          + " OR LOWER(result) LIKE ? ESCAPE '!' OR LOWER(actor) LIKE ? ESCAPE '!'"
          + " OR LOWER(peer) LIKE ? ESCAPE '!')";
  private static final int TEXT_COLUMNS = 5;

  private final AuditLog.Query query;
  private final String server;
  private final String text;
  private final List<Object> values = new ArrayList<>();
  private final String where;

  /** Looks for records of one server. */
  public Search(AuditLog.Query query, String server) {
    this.query = query;
    this.server = server;
    this.text = query.text().strip().toLowerCase(Locale.ROOT);
    this.where = build();
  }

  private String build() {
    StringBuilder sql = new StringBuilder("WHERE server = ?");
    values.add(server);
    if (query.before() > 0) {
      sql.append(" AND number < ?");
      values.add(query.before());
    }
    if (!query.result().isEmpty()) {
      sql.append(" AND result = ?");
      values.add(query.result());
    }
    query.from().ifPresent(from -> sql.append(at(" AND at >= ?", from)));
    query.to().ifPresent(to -> sql.append(at(" AND at <= ?", to)));
    if (!text.isEmpty()) {
      sql.append(" AND ").append(TEXT);
      for (int i = 0; i < TEXT_COLUMNS; i++) {
        values.add("%" + escape(text) + "%");
      }
    }
    values.add(query.limit());
    return sql.append(AuditTable.NEWEST_FIRST + " FETCH FIRST ? ROWS ONLY").toString();
  }

  private String at(String condition, Instant when) {
    values.add(OffsetDateTime.ofInstant(when, ZoneOffset.UTC));
    return condition;
  }

  static String escape(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  String where() {
    return where;
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }

  /** Returns whether a record that is not in the table fits. */
  public boolean fits(long number, AuditRecord record) {
    return (query.before() <= 0 || number < query.before())
        && (query.result().isEmpty() || record.result().equals(query.result()))
        && query.from().map(from -> !record.at().isBefore(from)).orElse(true)
        && query.to().map(to -> !record.at().isAfter(to)).orElse(true)
        && (text.isEmpty() || holdsText(Columns.of(record)));
  }

  private boolean holdsText(Columns columns) {
    return List.of(
            columns.username(),
            columns.application(),
            columns.result(),
            columns.actor(),
            columns.peer())
        .stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
  }
}
