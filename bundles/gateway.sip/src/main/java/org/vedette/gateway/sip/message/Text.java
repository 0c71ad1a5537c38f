package org.vedette.gateway.sip.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Small pieces of the grammar (RFC 3261 section 25). */
public final class Text {
  private static final int LONGEST_REASON = 100;

  private Text() {}

  /** Tells whether a text holds neither line breaks nor other control characters but tabs. */
  static boolean oneLine(String text) {
    return text.chars().noneMatch(each -> (each < ' ' && each != '\t') || each == 0x7F);
  }

  /** Splits at a character that stands neither in quotes nor in angle brackets. */
  static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    boolean inside = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (quoted) {
        if (each == '\\') {
          i++;
        } else if (each == '"') {
          quoted = false;
        }
      } else if (each == '"') {
        quoted = true;
      } else if (each == '<') {
        inside = true;
      } else if (each == '>') {
        inside = false;
      } else if (each == at && !inside) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  /** Reads {@code name=value} pairs; names in lower case, quotes taken off, the first one wins. */
  static Map<String, String> pairs(List<String> parts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String part : parts) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : unquoted(part.substring(equals + 1).strip());
      pairs.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), value);
    }
    return pairs;
  }

  /** Takes off quotes and what escapes them (RFC 3261 section 25.1, quoted-string). */
  static String unquoted(String text) {
    if (text.length() < 2 || text.charAt(0) != '"' || !text.endsWith("\"")) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      char each = text.charAt(i);
      if (each == '\\' && i + 1 < text.length() - 1) {
        each = text.charAt(++i);
      }
      plain.append(each);
    }
    return plain.toString();
  }

  /** Puts a text into quotes. */
  public static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Makes words of a peer fit for a log or an audit: printable ASCII, at most 100 characters. */
  public static String printable(String words) {
    String clean = words.replaceAll("[^ -~]", "?").strip();
    return clean.length() > LONGEST_REASON ? clean.substring(0, LONGEST_REASON) : clean;
  }
}
