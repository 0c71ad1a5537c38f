package org.vedette.core.flow;

/**
 * Makes text from outside fit for logs, records and terminals: a line break must not forge a line,
 * an escape sequence must not command a terminal.
 */
final class Printable {
  private static final char REPLACEMENT = '\ufffd';

  private Printable() {}

  /** Returns at most {@code limit} characters, each control or formatting one replaced. */
  static String of(String text, int limit) {
    StringBuilder fit = new StringBuilder(Math.min(text.length(), limit));
    for (int i = 0; i < text.length() && i < limit; i++) {
      char c = text.charAt(i);
      boolean unfit = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
      fit.append(unfit ? REPLACEMENT : c);
    }
    return fit.toString();
  }
}
