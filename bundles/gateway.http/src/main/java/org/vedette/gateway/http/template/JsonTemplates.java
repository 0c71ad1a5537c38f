package org.vedette.gateway.http.template;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.client.http.json.JsonReader;
import org.vedette.client.http.json.JsonValue;

/** Checks templates of JSON bodies before they are used. */
public final class JsonTemplates {
  /** A value that would break out of a string if it were written wrongly. */
  private static final String BREAKER = "\"}],\\\n";

  private JsonTemplates() {}

  /**
   * Tells whether a template gives JSON in which every placeholder stands inside a string, so that
   * values can never become syntax.
   */
  public static boolean sound(Template template) {
    Optional<JsonValue> tried =
        JsonReader.read(template.render((Placeholder each) -> each.token() + BREAKER));
    Set<Placeholder> seen = new TreeSet<>();
    tried.ifPresent(value -> collect(value, seen));
    return tried.isPresent() && seen.equals(new TreeSet<>(template.placeholders()));
  }

  private static void collect(JsonValue value, Set<Placeholder> seen) {
    if (value instanceof JsonValue.Members object) {
      object.values().values().forEach(each -> collect(each, seen));
    } else if (value instanceof JsonValue.Items array) {
      array.values().forEach(each -> collect(each, seen));
    } else if (value instanceof JsonValue.Text text) {
      for (Placeholder each : Placeholder.values()) {
        if (text.value().contains(each.token() + BREAKER)) {
          seen.add(each);
        }
      }
    }
  }
}
