package org.vedette.itests.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Line charts below each other over the same seconds, as SVG. */
final class LineChart {
  private static final int WIDTH = 760;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int PANEL = 170;
  private static final int GAP = 50;
  private static final int LINES = 4;
  private static final List<String> COLOURS = List.of("#0b6e99", "#c0504d", "#5b8c3e");

  /**
   * A line.
   *
   * @param name what it shows
   * @param values one for each second
   */
  record Series(String name, double... values) {}

  private record Panel(String unit, List<Series> series) {}

  private record Mark(int second, String what) {}

  private final String title;
  private final List<Panel> panels = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  LineChart(String title) {
    this.title = title;
  }

  /** Adds a chart with its own scale below those that are there. */
  LineChart panel(String unit, Series... series) {
    panels.add(new Panel(unit, List.of(series)));
    return this;
  }

  /** Tells what happened at a second, in all charts. */
  LineChart mark(int second, String what) {
    marks.add(new Mark(second, what));
    return this;
  }

  /** Draws all of it. */
  String svg() {
    StringBuilder svg = new StringBuilder();
    int height = TOP + panels.size() * (PANEL + GAP);
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH,
        height);
    add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, height);
    add(svg, "<text x=\"%d\" y=\"20\" font-size=\"15\">%s</text>", LEFT, escaped(title));
    for (int i = 0; i < panels.size(); i++) {
      draw(svg, panels.get(i), TOP + i * (PANEL + GAP));
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg, Panel panel, int top) {
    double most = 0;
    int length = 2;
    for (Series each : panel.series()) {
      length = Math.max(length, each.values().length);
      for (double value : each.values()) {
        most = Math.max(most, value);
      }
    }
    double scale = roundUp(most);
    for (int i = 0; i <= LINES; i++) {
      double y = top + PANEL - (double) PANEL * i / LINES;
      add(
          svg,
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
          LEFT,
          WIDTH - RIGHT,
          y,
          y);
      add(
          svg,
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 6,
          y + 4,
          plain(scale * i / LINES));
    }
    double step = (double) (WIDTH - LEFT - RIGHT) / (length - 1);
    marks.forEach(mark -> draw(svg, mark, top, LEFT + mark.second() * step));
    int x = LEFT;
    for (int i = 0; i < panel.series().size(); i++) {
      Series series = panel.series().get(i);
      String colour = COLOURS.get(i % COLOURS.size());
      line(svg, series, colour, top, step, scale);
      String legend = series.name() + " (" + panel.unit() + ")";
      add(
          svg,
          "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
          x,
          top - 6,
          colour,
          escaped(legend));
      x += 20 + 7 * legend.length();
    }
    add(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d s</text>",
        WIDTH - RIGHT,
        top + PANEL + 16,
        length);
  }

  private static void draw(StringBuilder svg, Mark mark, int top, double x) {
    add(
        svg,
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#888\""
            + " stroke-dasharray=\"4 3\"/>",
        x,
        x,
        top,
        top + PANEL);
    add(
        svg,
        "<text x=\"%.1f\" y=\"%d\" fill=\"#555\">%s</text>",
        x + 4,
        top + PANEL - 6,
        escaped(mark.what()));
  }

  private static void line(
      StringBuilder svg, Series series, String colour, int top, double step, double scale) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < series.values().length; i++) {
      points.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              LEFT + i * step,
              top + PANEL - PANEL * series.values()[i] / scale));
    }
    add(
        svg,
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>",
        colour,
        points.toString().strip());
  }

  /** The next number above like 1, 2 or 5, with zeros. */
  static double roundUp(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 2, 5}) {
      if (value <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("\\.?0+$", "").isEmpty() ? "0" : text.replaceAll("\\.?0+$", "");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
