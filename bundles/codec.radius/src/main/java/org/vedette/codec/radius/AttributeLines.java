package org.vedette.codec.radius;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Attributes as an operator writes them: {@code Name = value}, one to a line or separated by
 * semicolons. A value in double quotes may hold both; {@code \"} and {@code \\} stand for the
 * characters themselves. {@code Name:3 = value} sets the tag of a tagged attribute, 0 to 31 (RFC
 * 2868). What begins with {@code #} is a remark.
 */
public final class AttributeLines {
  private static final long LAST_TAG = 31;

  /**
   * One attribute.
   *
   * @param name as the dictionary writes it
   * @param value as typed, without quotes
   * @param attribute ready for a packet
   */
  public record Line(String name, String value, Attribute attribute) {
    /** Names the attribute alone. */
    @Override
    public String toString() {
      return "Line[" + name + "]";
    }
  }

  /**
   * What was read.
   *
   * @param lines the attributes in order
   * @param problems what is wrong, each naming the attribute and what it may be
   */
  public record Read(List<Line> lines, List<String> problems) {
    /** Copies the lists. */
    public Read {
      lines = List.copyOf(lines);
      problems = List.copyOf(problems);
    }
  }

  private final Dictionary dictionary;

  /** Knows names and types from the dictionary. */
  public AttributeLines(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Reads all lines; nothing that is wrong is among the lines. */
  public Read read(String text) {
    List<Line> lines = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String each : split(text)) {
      int equals = each.indexOf('=');
      if (equals <= 0) {
        problems.add("'" + shortened(each) + "' is not of the form Name = value");
      } else {
        line(
            each.substring(0, equals).strip(), each.substring(equals + 1).strip(), lines, problems);
      }
    }
    return new Read(lines, problems);
  }

  private void line(String left, String right, List<Line> lines, List<String> problems) {
    int colon = left.indexOf(':');
    String name = (colon < 0 ? left : left.substring(0, colon)).strip();
    Optional<Dictionary.Entry> known = dictionary.named(name);
    if (known.isEmpty()) {
      problems.add("'" + shortened(name) + "' is no attribute of the dictionary" + meant(name));
      return;
    }
    Dictionary.Entry entry = known.get();
    OptionalLong tag =
        colon < 0 ? OptionalLong.of(0) : Values.unsigned(left.substring(colon + 1), LAST_TAG);
    if (tag.isEmpty() || colon >= 0 && !entry.tagged()) {
      problems.add(
          entry.name()
              + (entry.tagged() ? " has a tag from 0 to 31, like " : " has no tag: write ")
              + entry.name()
              + (entry.tagged() ? ":1" : ""));
      return;
    }
    Optional<String> value = unquoted(right);
    if (value.isEmpty()) {
      problems.add(entry.name() + ": a quote is not closed");
      return;
    }
    Optional<Attribute> attribute = dictionary.encode(entry, (int) tag.getAsLong(), value.get());
    if (attribute.isEmpty()) {
      problems.add(
          entry.name() + ": '" + shortened(value.get()) + "' is not " + dictionary.help(entry));
      return;
    }
    lines.add(new Line(entry.name(), value.get(), attribute.get()));
  }

  private String meant(String name) {
    List<String> near = dictionary.nearest(name, 3);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** Splits at line ends and semicolons outside quotes; leaves out remarks and empty parts. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      if (each == '\n' || each == '\r' || each == ';' && !quoted && !isRemark(part)) {
        add(parts, part);
        quoted = false;
      } else {
        if (each == '"') {
          quoted ^= !escaped(text, at);
        }
        part.append(each);
      }
    }
    add(parts, part);
    return parts;
  }

  private static boolean isRemark(StringBuilder part) {
    return part.toString().strip().startsWith("#");
  }

  private static boolean escaped(String text, int at) {
    int slashes = 0;
    for (int back = at - 1; back >= 0 && text.charAt(back) == '\\'; back--) {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private static void add(List<String> parts, StringBuilder part) {
    String text = part.toString().strip();
    part.setLength(0);
    if (!text.isEmpty() && !text.startsWith("#")) {
      parts.add(text);
    }
  }

  private static Optional<String> unquoted(String typed) {
    if (!typed.startsWith("\"")) {
      return Optional.of(typed);
    }
    StringBuilder value = new StringBuilder();
    for (int at = 1; at < typed.length(); at++) {
      char each = typed.charAt(at);
      if (each == '"') {
        return at == typed.length() - 1 ? Optional.of(value.toString()) : Optional.empty();
      }
      if (each == '\\' && at + 1 < typed.length()) {
        at++;
        value.append(typed.charAt(at));
      } else {
        value.append(each);
      }
    }
    return Optional.empty();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
