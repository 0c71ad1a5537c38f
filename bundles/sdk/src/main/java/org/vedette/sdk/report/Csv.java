package org.vedette.sdk.report;

import java.util.List;

/** Writes rows as comma-separated values (RFC 4180), safe to open in a spreadsheet. */
final class Csv {
  private static final String END = "\r\n";

  private Csv() {}

  static String of(List<String> columns, List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    line(text, columns);
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    text.append(END);
  }

  private static String cell(String value) {
    String line = value.replaceAll("\\p{Cntrl}", " ");
    // A spreadsheet would take such a cell for a formula; the names in it were typed by anybody.
    String harmless = line.matches("[=@-].*|\\+(?![0-9 ]*$).*") ? "'" + line : line;
    return harmless.matches("[A-Za-z0-9 .:_'-]*") ? harmless : quoted(harmless);
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }
}
