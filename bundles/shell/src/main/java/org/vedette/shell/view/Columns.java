package org.vedette.shell.view;

import java.util.ArrayList;
import java.util.List;

/** Fits text into columns of a terminal. */
public final class Columns {
  private Columns() {}

  /** Breaks at spaces so that no line is wider, unless a single word is. At least one line. */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (line.length() > 0) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Counts the columns that a text takes: characters outside the BMP count once. */
  public static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Cuts to a width; a cut text ends with an ellipsis. */
  public static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    return width <= 1
        ? "…".repeat(Math.max(0, width))
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  /** Fills up to a width. */
  public static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /**
   * Takes out what could command the terminal: names and messages come from elsewhere, and an
   * escape sequence in one of them must stay text.
   */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            it -> {
              boolean harmless = !Character.isISOControl(it) && !directs(it);
              clean.appendCodePoint(harmless ? it : it == '\n' || it == '\t' ? ' ' : '\uFFFD');
            });
    return clean.toString();
  }

  /** Characters that turn the direction of the text around them. */
  private static boolean directs(int it) {
    return it >= 0x202A && it <= 0x202E || it >= 0x2066 && it <= 0x2069;
  }
}
