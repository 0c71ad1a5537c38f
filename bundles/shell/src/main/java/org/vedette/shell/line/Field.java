package org.vedette.shell.line;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Failure;

/**
 * A field set by {@code KEY=VALUE}.
 *
 * @param name the JSON field; a dot leads into an object
 * @param kind how its value is written
 * @param description one sentence with limits
 */
public record Field(String name, Kind kind, String description) {
  /** How values are written. */
  public enum Kind {
    /** As it stands. */
    TEXT,
    /** As it stands; nothing after the equals sign clears it. */
    CLEARABLE,
    /** {@code true} or {@code false}. */
    FLAG,
    /** Digits. */
    NUMBER,
    /** Values with commas between; nothing after the equals sign is the empty list. */
    LIST,
    /** A telephone number as it is typed; nothing after the equals sign removes it. */
    PHONE
  }

  /** Reads a value. */
  @Nullable Object read(String text) {
    switch (kind) {
      case CLEARABLE:
        return text.isEmpty() ? null : text;
      case FLAG:
        return flag(text);
      case NUMBER:
        return number(text);
      case LIST:
        return list(text);
      case PHONE:
        return text.isBlank() ? null : text.strip();
      case TEXT:
        break;
    }
    return text;
  }

  /** Splits at commas. */
  public static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  private Boolean flag(String text) {
    switch (text) {
      case "true", "yes", "on":
        return true;
      case "false", "no", "off":
        return false;
      default:
        throw Failure.usage(name + ": true or false is expected, for example " + name + "=true");
    }
  }

  private Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw Failure.usage(name + ": a whole number is expected, for example " + name + "=30");
    }
  }
}
