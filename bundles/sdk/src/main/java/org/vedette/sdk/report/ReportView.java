package org.vedette.sdk.report;

import java.util.List;
import org.vedette.api.report.ReportTable;
import org.vedette.sdk.http.Json;

/**
 * Rows of a report.
 *
 * @param columns names of the columns
 * @param rows a cell for each column, newest row first
 * @param next what {@code before} goes on with; empty when there is no more
 * @param reached the oldest time that was looked at
 */
public record ReportView(List<String> columns, List<List<String>> rows, String next, String reached)
    implements Json {
  static ReportView of(ReportTable table) {
    return new ReportView(table.columns(), table.rows(), table.next(), table.reached());
  }
}
