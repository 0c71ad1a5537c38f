package org.vedette.client.http.json;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one value of a JSON text (RFC 6901).
 *
 * @param tokens reference tokens, their escapes undone
 */
public record JsonPointer(List<String> tokens) {
  // RFC 6901 section 3: a tilde stands only before 0 or 1.
  private static final Pattern SYNTAX = Pattern.compile("(?:/(?:[^/~]|~[01])*+)++");

  // RFC 6901 section 4: no leading zeros.
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,5}");

  /** Copies the tokens. */
  public JsonPointer {
    tokens = List.copyOf(tokens);
  }

  /** Reads a pointer like {@code /messages/0/id}; empty when it is none, or names the whole. */
  public static Optional<JsonPointer> parse(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new JsonPointer(
            Arrays.stream(text.substring(1).split("/", -1))
                // RFC 6901 section 4: ~1 first, lest ~01 become a slash.
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList()));
  }

  /** Returns the text of the string, number or truth value there, if there is one. */
  public Optional<String> scalar(JsonValue document) {
    Optional<JsonValue> found = Optional.of(document);
    for (String token : tokens) {
      found = found.flatMap(value -> step(value, token));
    }
    return found.flatMap(JsonValue::scalar);
  }

  private static Optional<JsonValue> step(JsonValue value, String token) {
    if (value instanceof JsonValue.Members object) {
      return Optional.ofNullable(object.values().get(token));
    }
    if (value instanceof JsonValue.Items array && INDEX.matcher(token).matches()) {
      int index = Integer.parseInt(token);
      return index < array.values().size()
          ? Optional.of(array.values().get(index))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
