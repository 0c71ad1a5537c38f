package org.vedette.client.http.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one JSON text (RFC 8259), strictly: what a provider sends is either understood whole or not
 * at all. Nesting is limited, so that no answer can exhaust the stack; the length is the caller's
 * to limit.
 */
public final class JsonReader {
  /** Deepest nesting that is read. */
  public static final int MAX_DEPTH = 32;

  // RFC 8259 section 6. Possessive, so that long numbers cost no backtracking.
  private static final Pattern PLAIN =
      Pattern.compile(
          "-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+|true|false|null");

  private static final int HEX = 16;

  /** Thrown and caught inside: the text is no JSON. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("no JSON", null, false, false);
    }
  }

  private final String text;
  private final Matcher plain;
  private int at;

  private JsonReader(String text) {
    this.text = text;
    this.plain = PLAIN.matcher(text);
  }

  /** Reads a whole text; empty when it is no JSON. */
  public static Optional<JsonValue> read(String text) {
    JsonReader reader = new JsonReader(text);
    try {
      JsonValue value = reader.value(0);
      reader.blanks();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (Malformed malformed) {
      return Optional.empty();
    }
  }

  private JsonValue value(int depth) throws Malformed {
    if (depth > MAX_DEPTH) {
      throw new Malformed();
    }
    blanks();
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> new JsonValue.Text(string());
      default -> plain();
    };
  }

  /** RFC 8259 section 4. */
  private JsonValue members(int depth) throws Malformed {
    Map<String, JsonValue> found = new LinkedHashMap<>();
    at++;
    if (!took('}')) {
      do {
        blanks();
        if (peek() != '"') {
          throw new Malformed();
        }
        String name = string();
        demand(':');
        found.put(name, value(depth + 1));
      } while (took(','));
      demand('}');
    }
    return new JsonValue.Members(found);
  }

  /** RFC 8259 section 5. */
  private JsonValue items(int depth) throws Malformed {
    List<JsonValue> found = new ArrayList<>();
    at++;
    if (!took(']')) {
      do {
        found.add(value(depth + 1));
      } while (took(','));
      demand(']');
    }
    return new JsonValue.Items(found);
  }

  private JsonValue plain() throws Malformed {
    plain.region(at, text.length());
    if (!plain.lookingAt()) {
      throw new Malformed();
    }
    at = plain.end();
    return new JsonValue.Plain(plain.group());
  }

  /** RFC 8259 section 7. */
  private String string() throws Malformed {
    StringBuilder found = new StringBuilder();
    at++;
    while (true) {
      char next = next();
      if (next == '"') {
        return found.toString();
      }
      if (next < ' ') {
        throw new Malformed();
      }
      found.append(next == '\\' ? escaped() : next);
    }
  }

  private char escaped() throws Malformed {
    char kind = next();
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw new Malformed();
    };
  }

  private char unit() throws Malformed {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char each = next();
      int digit = each < 128 ? Character.digit(each, HEX) : -1;
      if (digit < 0) {
        throw new Malformed();
      }
      unit = unit * HEX + digit;
    }
    return (char) unit;
  }

  /** RFC 8259 section 2: these four characters and no others. */
  private void blanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean took(char wanted) throws Malformed {
    blanks();
    boolean found = peek() == wanted;
    if (found) {
      at++;
    }
    return found;
  }

  private void demand(char wanted) throws Malformed {
    if (!took(wanted)) {
      throw new Malformed();
    }
  }

  private char peek() throws Malformed {
    if (at >= text.length()) {
      throw new Malformed();
    }
    return text.charAt(at);
  }

  private char next() throws Malformed {
    char found = peek();
    at++;
    return found;
  }
}
