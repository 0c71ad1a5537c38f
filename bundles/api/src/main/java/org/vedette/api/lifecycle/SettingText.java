package org.vedette.api.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the properties of a component one by one and collects all that is wrong, so that an
 * operator is told everything at once. For one thread.
 */
public final class SettingText {
  /**
   * Something wrong.
   *
   * @param key the setting
   * @param text what is wrong, with limit or example
   */
  public record Problem(String key, String text) {}

  private final Map<String, ?> properties;
  private final List<Problem> problems = new ArrayList<>();

  /** Takes the properties, defaults among them. */
  public SettingText(Map<String, ?> properties) {
    this.properties = properties;
  }

  /** Returns what was found wrong so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Notes that a setting is wrong. */
  public void bad(String key, String text) {
    problems.add(new Problem(key, text));
  }

  /** Returns a setting without blanks around it; empty when it is not there. */
  public String text(String key) {
    Object value = properties.get(key);
    return value == null ? "" : value.toString().strip();
  }

  /**
   * Returns the items of an array, of a collection, or of a text with commas; empty ones left out.
   */
  public List<String> list(String key) {
    Object value = properties.get(key);
    Stream<?> items =
        value instanceof Object[] array
            ? Arrays.stream(array)
            : value instanceof Collection<?> many ? many.stream() : Stream.of(text(key));
    return items
        .flatMap(item -> Arrays.stream(item.toString().split(",", -1)))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Reads a number; {@code least} and a problem when it is none or out of range. */
  public int number(String key, int least, int most) {
    try {
      int value = Integer.parseInt(text(key));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, like a number out of range.
    }
    bad(key, "must be a number from " + least + " to " + most);
    return least;
  }

  /** Reads true or false; false and a problem when it is neither. */
  public boolean flag(String key) {
    String value = text(key).toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      bad(key, "must be true or false");
    }
    return value.equals("true");
  }
}
