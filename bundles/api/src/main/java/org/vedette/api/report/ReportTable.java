package org.vedette.api.report;

import java.util.List;

/**
 * Rows of a report.
 *
 * @param columns names of the columns
 * @param rows a cell for each column, newest row first
 * @param next what to go on with; empty when there is no more
 * @param reached the oldest time that was looked at, in UTC; empty when nothing was
 */
public record ReportTable(
    List<String> columns, List<List<String>> rows, String next, String reached) {
  /** Copies the lists. */
  public ReportTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
