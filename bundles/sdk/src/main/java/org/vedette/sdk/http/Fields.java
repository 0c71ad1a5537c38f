package org.vedette.sdk.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.Secret;

/**
 * Reads the fields of a JSON object one by one; each refusal names field, limit and an example.
 *
 * <p>A reader returns empty when the field is not given. Call {@link #end} last: it refuses fields
 * that nobody asked for. Not thread-safe.
 */
public final class Fields {
  private final ObjectNode body;
  private final String prefix;
  private final TreeSet<String> known = new TreeSet<>();

  /** Reads a whole body. */
  public Fields(@Nullable ObjectNode body) {
    this(body, "");
  }

  private Fields(@Nullable ObjectNode body, String prefix) {
    if (body == null) {
      throw Problem.body("send a JSON object, for example {}");
    }
    this.body = body;
    this.prefix = prefix;
  }

  /** Returns whether the field is given, be it as null. */
  public boolean given(String name) {
    known.add(name);
    return body.has(name);
  }

  /** Returns whether the field is given as null, which removes an optional value. */
  public boolean cleared(String name) {
    known.add(name);
    return body.has(name) && body.get(name).isNull();
  }

  /** Returns whether the field is given as a text. */
  public boolean isText(String name) {
    known.add(name);
    return body.has(name) && body.get(name).isTextual();
  }

  /**
   * Reads a text without control characters.
   *
   * @param min fewest characters; null counts as the empty text where none is needed
   */
  public Optional<String> text(String name, int min, int max, String example) {
    return node(name)
        .map(
            node -> {
              String value = node.isNull() && min == 0 ? "" : node.asText();
              boolean fits = value.length() >= min && value.length() <= max;
              if ((!node.isTextual() && !(node.isNull() && min == 0)) || !fits || odd(value)) {
                throw bad(
                    name, "a text of %d to %d characters, for example \"%s\"", min, max, example);
              }
              return value;
            });
  }

  /** Reads a text of one line or several that must be given. */
  public String lines(String name, int max, String example) {
    return node(name)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank() && text.length() <= max)
        .filter(text -> !odd(text.replaceAll("[\\r\\n\\t]", "")))
        .orElseThrow(
            () ->
                bad(
                    name,
                    "must be given: lines of 1 to %d characters, for example \"%s\"",
                    max,
                    example));
  }

  /** Reads a text that must be given. */
  public String needText(String name, int min, int max, String example) {
    return text(name, min, max, example)
        .orElseThrow(
            () ->
                bad(
                    name,
                    "must be given: a text of %d to %d characters, for example \"%s\"",
                    min,
                    max,
                    example));
  }

  /** Reads a secret; it is never repeated in a refusal. */
  public Optional<Secret> secret(String name, int min, int maxBytes) {
    return node(name)
        .map(
            node -> {
              if (!node.isTextual() || node.asText().length() < min) {
                throw bad(name, "a text of at least %d characters", min);
              }
              Secret secret = Secret.of(node.asText());
              if (secret.length() > maxBytes) {
                throw bad(name, "a text of at most %d bytes", maxBytes);
              }
              return secret;
            });
  }

  /** Reads true or false. */
  public Optional<Boolean> bool(String name) {
    return node(name)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw bad(name, "true or false");
              }
              return node.asBoolean();
            });
  }

  /** Reads a whole number. */
  public Optional<Integer> integer(String name, int min, int max, int example) {
    return node(name)
        .map(
            node -> {
              if (!node.canConvertToInt()
                  || !node.isIntegralNumber()
                  || node.asInt() < min
                  || node.asInt() > max) {
                throw bad(name, "a whole number from %d to %d, for example %d", min, max, example);
              }
              return node.asInt();
            });
  }

  /** Reads a version that the caller saw. */
  public Optional<Long> version() {
    return node("version")
        .map(
            node -> {
              if (!node.isIntegralNumber()) {
                throw bad("version", "the version that was read, for example 3");
              }
              return node.asLong();
            });
  }

  /** Reads a list of texts; null counts as the empty list. */
  public Optional<List<String>> texts(String name, int maxItems, int maxLength, String example) {
    return node(name)
        .map(
            node -> {
              List<String> values = new ArrayList<>();
              boolean fits = node.isNull() || (node.isArray() && node.size() <= maxItems);
              for (JsonNode item : node) {
                String value = item.asText().strip();
                fits &= item.isTextual() && !value.isEmpty() && value.length() <= maxLength;
                fits &= !odd(value) && !values.contains(value);
                values.add(value);
              }
              if (!fits) {
                throw bad(
                    name,
                    "a list of at most %d different texts of 1 to %d characters,"
                        + " for example [\"%s\"]",
                    maxItems,
                    maxLength,
                    example);
              }
              return List.copyOf(values);
            });
  }

  /**
   * Reads an object of plain values as text; a value of null is kept as null, a list becomes its
   * items joined by commas.
   */
  public Optional<Map<String, @Nullable String>> map(String name, int maxItems, int maxLength) {
    return node(name)
        .map(
            node -> {
              if (!(node instanceof ObjectNode object) || node.size() > maxItems) {
                throw bad(name, "an object of at most %d fields, for example {}", maxItems);
              }
              Map<String, @Nullable String> values = new LinkedHashMap<>();
              object
                  .fields()
                  .forEachRemaining(
                      each ->
                          values.put(
                              each.getKey(),
                              plain(name + "." + each.getKey(), each.getValue(), maxLength)));
              return values;
            });
  }

  /** Reads the whole object as plain values, like {@link #map}. */
  public Map<String, @Nullable String> all(int maxLength) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    body.fields()
        .forEachRemaining(
            each -> {
              if (!known.contains(each.getKey())) {
                values.put(each.getKey(), plain(each.getKey(), each.getValue(), maxLength));
              }
            });
    known.addAll(values.keySet());
    return values;
  }

  private @Nullable String plain(String name, JsonNode node, int maxLength) {
    if (node.isNull()) {
      return null;
    }
    String value;
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(item.isValueNode() ? item.asText() : "\0"));
      value = String.join(",", items);
    } else {
      value = node.isValueNode() ? node.asText() : "\0";
    }
    if (value.length() > maxLength || value.indexOf(0) >= 0) {
      throw bad(
          name, "a text, number, true, false or a list of texts; at most %d characters", maxLength);
    }
    return value;
  }

  /** Reads an object within; its refusals name {@code name.field}. */
  public Optional<Fields> object(String name, String example) {
    return node(name)
        .map(
            node -> {
              if (!(node instanceof ObjectNode inner)) {
                throw bad(name, "an object, for example %s", example);
              }
              return new Fields(inner, prefix + name + ".");
            });
  }

  /** Reads a list of objects; their refusals name {@code name.field}. */
  public Optional<List<Fields>> objects(String name, int maxItems, String example) {
    return node(name)
        .map(
            node -> {
              List<Fields> inner = new ArrayList<>();
              for (JsonNode item : node) {
                if (item instanceof ObjectNode object) {
                  inner.add(new Fields(object, prefix + name + "."));
                }
              }
              if (!node.isArray() || node.size() > maxItems || inner.size() != node.size()) {
                throw bad(name, "a list of at most %d objects, for example %s", maxItems, example);
              }
              return List.copyOf(inner);
            });
  }

  /** Refuses fields that the server alone sets. */
  public void readOnly(String... names) {
    for (String name : names) {
      if (given(name)) {
        throw bad(name, "is set by the server; leave it out");
      }
    }
  }

  /** Refuses fields that are unknown. */
  public void end() {
    body.fieldNames().forEachRemaining(refuseUnknown());
  }

  private Consumer<String> refuseUnknown() {
    return name -> {
      if (!known.contains(name)) {
        throw Problem.field(
            prefix + shorten(name), "is unknown; known are " + String.join(", ", known));
      }
    };
  }

  /** Makes a refusal of the field. */
  public Problem bad(String name, String format, Object... values) {
    return Problem.field(prefix + name, values.length == 0 ? format : format.formatted(values));
  }

  private Optional<JsonNode> node(String name) {
    known.add(name);
    return Optional.ofNullable(body.get(name));
  }

  private static String shorten(String name) {
    return name.length() > 64 ? name.substring(0, 64) : name;
  }

  private static boolean odd(String value) {
    return value.chars().anyMatch(Character::isISOControl);
  }
}
