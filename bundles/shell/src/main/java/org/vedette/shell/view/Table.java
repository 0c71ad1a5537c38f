package org.vedette.shell.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings, fitted to the terminal. */
public final class Table {
  private static final int GAP = 2;
  private static final int LEAST = 6;
  private static final int SENTENCE = 30;

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean wrapping;

  /** Starts a table. */
  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row with one cell for each heading. */
  public Table row(String... cells) {
    rows.add(Arrays.stream(cells).map(Columns::clean).toList());
    return this;
  }

  /** Breaks the last column into lines, instead of cutting it: for sentences. */
  public Table wrapping() {
    wrapping = true;
    return this;
  }

  /** Whether there is no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Writes it: whole where {@code width} is 0, else with its widest columns cut. */
  public List<String> lines(int width, Paint paint) {
    int[] widths = widths();
    int last = widths.length - 1;
    if (width > 0 && wrapping) {
      widths[last] = Math.min(widths[last], Math.max(SENTENCE, width / 2));
    }
    if (width > 0) {
      fit(widths, width);
    }
    List<String> lines = new ArrayList<>();
    lines.add(paint.bold(line(headings, widths)));
    for (List<String> row : rows) {
      if (wrapping) {
        wrapped(row, widths, lines);
      } else {
        lines.add(line(row, widths));
      }
    }
    return lines;
  }

  private static void wrapped(List<String> row, int[] widths, List<String> lines) {
    int last = widths.length - 1;
    List<String> cells = new ArrayList<>(row);
    for (String part : Columns.wrap(row.get(last), widths[last])) {
      cells.set(last, part);
      lines.add(line(cells, widths));
      cells.replaceAll(it -> "");
    }
  }

  private int[] widths() {
    return IntStream.range(0, headings.size())
        .map(
            column ->
                Math.max(
                    Columns.width(headings.get(column)),
                    rows.stream().mapToInt(it -> Columns.width(it.get(column))).max().orElse(0)))
        .toArray();
  }

  /** Takes from the widest column until all fit, or all are narrow. */
  private void fit(int[] widths, int width) {
    int available = width - GAP * (widths.length - 1);
    while (Arrays.stream(widths).sum() > available) {
      int widest =
          IntStream.range(0, widths.length).reduce(0, (a, b) -> widths[b] > widths[a] ? b : a);
      if (widths[widest] <= LEAST) {
        return;
      }
      widths[widest]--;
    }
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Columns.cut(cells.get(i), widths[i]);
      boolean last = i == widths.length - 1;
      line.append(last ? cell : Columns.pad(cell, widths[i] + GAP));
    }
    return line.toString().stripTrailing();
  }
}
