package org.vedette.itests.bench;

import java.util.List;
import java.util.Locale;

/** Rates as bars, one for each server and scenario, as SVG. */
final class BarChart {
  private static final int WIDTH = 760;
  private static final int LEFT = 260;
  private static final int RIGHT = 90;
  private static final int TOP = 40;
  private static final int BAR = 22;
  private static final int GAP = 6;
  private static final String OWN = "#0b6e99";
  private static final String OTHER = "#b8b8b8";

  private final String title;
  private final List<CompareRow> rows;

  BarChart(String title, List<CompareRow> rows) {
    this.title = title;
    this.rows = List.copyOf(rows);
  }

  /** Draws all of it. */
  String svg() {
    double most = rows.stream().mapToDouble(row -> row.result().rate()).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH,
        TOP + rows.size() * (BAR + GAP) + GAP);
    add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    add(svg, "<text x=\"10\" y=\"22\" font-size=\"15\">%s</text>", title);
    for (int i = 0; i < rows.size(); i++) {
      bar(svg, rows.get(i), TOP + i * (BAR + GAP), most);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void bar(StringBuilder svg, CompareRow row, int top, double most) {
    Result result = row.result();
    double length = (WIDTH - LEFT - RIGHT) * result.rate() / Math.max(1, most);
    int text = top + BAR - 7;
    add(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s, %s, %s</text>",
        LEFT - 8,
        text,
        row.server(),
        result.scenario(),
        result.load());
    add(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        LEFT,
        top,
        length,
        BAR,
        row.server().equals(CompareBench.OWN) ? OWN : OTHER);
    add(svg, "<text x=\"%.1f\" y=\"%d\">%.0f</text>", LEFT + length + 6, text, result.rate());
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
