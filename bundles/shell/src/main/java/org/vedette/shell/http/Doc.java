package org.vedette.shell.http;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as it came. Reading a field that is not there gives what is empty: an older or
 * newer server is no reason to fail.
 *
 * @param fields in the order they came
 */
public record Doc(Map<String, @Nullable Object> fields) {
  /** Reads JSON; bytes that are none make an empty document. */
  public static Doc read(byte[] json) {
    try {
      return new Doc(json.length == 0 ? new LinkedHashMap<>() : JSON.std.mapFrom(json));
    } catch (IOException | ClassCastException e) {
      return new Doc(new LinkedHashMap<>());
    }
  }

  /** Writes a value as JSON in one line. */
  public static String line(Object value) {
    return write(JSON.std, value);
  }

  /** Writes a value as JSON for people. */
  public static String pretty(Object value) {
    return write(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT), value);
  }

  static byte[] bytes(Object value) {
    return line(value).getBytes(StandardCharsets.UTF_8);
  }

  private static String write(JSON json, Object value) {
    try {
      return json.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(value);
    } catch (IOException e) {
      throw new IllegalStateException("maps, lists and texts can be written", e);
    }
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  /** Text form of a field; empty when it is not there. A list is joined by commas. */
  public String text(String name) {
    return text(fields.get(name));
  }

  /** Text form of a value. */
  public static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof List) {
      List<String> parts = new ArrayList<>();
      ((List<?>) value).forEach(it -> parts.add(text(it)));
      return String.join(", ", parts);
    }
    if (value instanceof Map) {
      List<String> parts = new ArrayList<>();
      ((Map<?, ?>) value).forEach((key, it) -> parts.add(key + "=" + text(it)));
      return String.join(" ", parts);
    }
    return String.valueOf(value);
  }

  /** Whether the field is true. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** A number; zero when it is not there. */
  public long number(String name) {
    Object value = fields.get(name);
    return value instanceof Number ? ((Number) value).longValue() : 0;
  }

  /** An object; empty when it is not there. */
  public Doc doc(String name) {
    return of(fields.get(name));
  }

  /** A list of objects. */
  public List<Doc> docs(String name) {
    List<Doc> docs = new ArrayList<>();
    if (fields.get(name) instanceof List) {
      ((List<?>) fields.get(name)).forEach(it -> docs.add(of(it)));
    }
    return docs;
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    return texts(fields.get(name));
  }

  /** Returns a list of lists of texts; empty when there is none. */
  public List<List<String>> rows(String name) {
    List<List<String>> rows = new ArrayList<>();
    if (fields.get(name) instanceof List<?> all) {
      all.forEach(it -> rows.add(texts(it)));
    }
    return rows;
  }

  private static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> all) {
      all.forEach(it -> texts.add(text(it)));
    }
    return texts;
  }

  @SuppressWarnings("unchecked")
  private static Doc of(@Nullable Object value) {
    return new Doc(
        value instanceof Map ? (Map<String, @Nullable Object>) value : new LinkedHashMap<>());
  }
}
