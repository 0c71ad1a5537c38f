package org.vedette.client.http.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value (RFC 8259 section 3). */
public sealed interface JsonValue
    permits JsonValue.Members, JsonValue.Items, JsonValue.Text, JsonValue.Plain {
  /** An object. Of names given twice the last one counts. */
  record Members(Map<String, JsonValue> values) implements JsonValue {}

  /** An array. */
  record Items(List<JsonValue> values) implements JsonValue {}

  /** A string, its escapes undone. */
  record Text(String value) implements JsonValue {}

  /** A number, {@code true}, {@code false} or {@code null}, as it was written. */
  record Plain(String value) implements JsonValue {}

  /** Returns the text of a string, number, {@code true} or {@code false}. */
  default Optional<String> scalar() {
    if (this instanceof Text text) {
      return Optional.of(text.value());
    }
    return this instanceof Plain plain && !plain.value().equals("null")
        ? Optional.of(plain.value())
        : Optional.empty();
  }
}
