package org.vedette.report;

import java.util.List;
import java.util.Locale;
import org.vedette.api.report.ReportDesk;
import org.vedette.api.report.UsageReport;

/** Draws counts as bars on each other: let in, not let in, undecided. */
final class Chart {
  private static final int LEFT = 190;
  private static final int BAR = 460;
  private static final int WIDTH = 760;
  private static final int ROW = 22;
  private static final int TOP = 64;
  private static final int MOST = 60;

  private Chart() {}

  static String of(UsageReport usage) {
    List<UsageReport.Group> groups = usage.groups();
    // Of times the newest are shown, of the others the largest.
    boolean time = usage.by().ordinal() <= ReportDesk.By.MONTH.ordinal();
    int from = time ? Math.max(0, groups.size() - MOST) : 0;
    List<UsageReport.Group> shown = groups.subList(from, Math.min(groups.size(), from + MOST));
    long most = Math.max(1, shown.stream().mapToLong(UsageReport.Group::signIns).max().orElse(1));
    int height = TOP + ROW * Math.max(1, shown.size()) + 16;
    StringBuilder svg = new StringBuilder(1024 + 400 * shown.size());
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="Sign-ins by %s">
        <style>
        text { font: 13px system-ui, sans-serif; fill: #1b1f24; }
        .ground { fill: #ffffff; } .granted { fill: #2f7d4f; } .denied { fill: #c2410c; } .undecided { fill: #8b8f98; }
        @media (prefers-color-scheme: dark) { text { fill: #e6e8eb; } .ground { fill: #15181c; } .granted { fill: #4fb27b; } .denied { fill: #f0803c; } }
        </style>
        <rect class="ground" width="%d" height="%d"/>
        """
            .formatted(WIDTH, height, WIDTH, height, by(usage), WIDTH, height));
    text(
        svg,
        16,
        26,
        "start",
        "Sign-ins by " + by(usage) + ", " + number(usage.total().signIns()) + " in all");
    legend(svg);
    int y = TOP;
    for (UsageReport.Group group : shown) {
      row(svg, group, y, most);
      y += ROW;
    }
    if (shown.isEmpty()) {
      text(svg, LEFT, TOP + 15, "start", "none");
    }
    return svg.append("</svg>\n").toString();
  }

  private static String by(UsageReport usage) {
    return usage.by().name().toLowerCase(Locale.ROOT);
  }

  private static void legend(StringBuilder svg) {
    int x = LEFT;
    for (String name : List.of("granted", "denied", "undecided")) {
      rect(svg, name, x, 38, 12, 12);
      text(svg, x + 18, 49, "start", name);
      x += 110;
    }
  }

  private static void row(StringBuilder svg, UsageReport.Group group, int y, long most) {
    String key = group.key().isEmpty() ? "(none)" : group.key();
    text(svg, LEFT - 8, y + 15, "end", key.length() > 26 ? key.substring(0, 25) + "\u2026" : key);
    double x = LEFT;
    x = part(svg, "granted", x, y, group.granted(), most);
    x = part(svg, "denied", x, y, group.denied(), most);
    x = part(svg, "undecided", x, y, group.undecided(), most);
    text(svg, x + 6, y + 15, "start", number(group.signIns()));
  }

  private static double part(
      StringBuilder svg, String name, double x, int y, long count, long most) {
    double width = (double) BAR * count / most;
    if (count > 0) {
      rect(svg, name, x, y + 3, width, ROW - 6);
    }
    return x + width;
  }

  private static void rect(
      StringBuilder svg, String name, double x, int y, double width, int height) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
            name,
            x,
            y,
            width,
            height));
  }

  private static void text(StringBuilder svg, double x, int y, String anchor, String words) {
    String safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            safe.replaceAll("\\p{Cntrl}", " ")));
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
