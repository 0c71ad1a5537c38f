package org.vedette.method.oath.file;

import java.util.ArrayList;
import java.util.List;

/** Takes a line of CSV apart (RFC 4180, section 2). */
final class CsvLine {
  private CsvLine() {}

  /**
   * Splits at {@code separator}; a field in quotes may hold it, and a quote written twice.
   *
   * @throws BadEntryException when a quote is not closed on the line
   */
  static List<String> split(String line, char separator) throws BadEntryException {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char each = line.charAt(i);
      if (quoted && each == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(each);
        i++;
      } else if (each == '"' && (quoted || field.toString().isBlank())) {
        quoted = !quoted;
      } else if (each == separator && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(each);
      }
    }
    if (quoted) {
      throw new BadEntryException("line", "a quote is not closed");
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /** Finds the separator that the first line uses. */
  static char separator(String line) {
    long commas = line.chars().filter(it -> it == ',').count();
    long semicolons = line.chars().filter(it -> it == ';').count();
    long tabs = line.chars().filter(it -> it == '\t').count();
    if (semicolons > commas && semicolons >= tabs) {
      return ';';
    }
    return tabs > commas ? '\t' : ',';
  }
}
