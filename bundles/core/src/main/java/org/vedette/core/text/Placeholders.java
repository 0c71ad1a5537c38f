package org.vedette.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in texts that values are put in place of, written {@code <$name$>}. Each is filled once:
 * what a value holds is never looked at again.
 */
final class Placeholders {
  private static final Pattern NAME = Pattern.compile("<\\$([a-z_]{1,40})\\$>");
  private static final Pattern MARK = Pattern.compile("<\\$|\\$>");

  private Placeholders() {}

  /** Returns the names in a text. */
  static Set<String> in(String text) {
    Set<String> names = new TreeSet<>();
    NAME.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  /** Returns whether something begins or ends like a placeholder and is none. */
  static boolean isTorn(String text) {
    return MARK.matcher(NAME.matcher(text).replaceAll("")).find();
  }

  /** Fills a text; a name without a value becomes nothing. */
  static String fill(String text, Map<String, String> values) {
    return NAME.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values)));
  }

  /** The same, without the lines that have placeholders and a value for none of them. */
  static String fillLines(String text, Map<String, String> values) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      Set<String> names = in(line);
      if (names.isEmpty() || names.stream().anyMatch(each -> !value(each, values).isEmpty())) {
        lines.add(fill(line, values));
      }
    }
    return String.join("\n", lines);
  }

  /** A value stays on its line whatever it holds. */
  private static String value(String name, Map<String, String> values) {
    return values.getOrDefault(name, "").replaceAll("[\\p{Cc}\u2028\u2029]", " ");
  }
}
