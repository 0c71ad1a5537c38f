package org.vedette.gateway.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Header fields in their order (RFC 3261 section 7.3). Immutable. */
public final class Headers {
  /** Short names (RFC 3261 section 7.3.3, and 20 for each). */
  private static final Map<String, String> SHORT =
      Map.of(
          "v",
          "Via",
          "f",
          "From",
          "t",
          "To",
          "i",
          "Call-ID",
          "m",
          "Contact",
          "l",
          "Content-Length",
          "c",
          "Content-Type",
          "k",
          "Supported",
          "e",
          "Content-Encoding",
          "s",
          "Subject");

  private static final Headers NONE = new Headers(List.of());

  /**
   * One line.
   *
   * @param name name, never short
   * @param value one line without control characters
   */
  private record Field(String name, String value) {
    Field {
      if (!Text.oneLine(name) || name.indexOf(' ') >= 0 || !Text.oneLine(value)) {
        throw new IllegalArgumentException("no header field");
      }
    }

    boolean named(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** Returns no fields. */
  public static Headers none() {
    return NONE;
  }

  /**
   * Returns these fields and one more at the end.
   *
   * @throws IllegalArgumentException for a line break or another control character, so that no
   *     value can become a field of its own
   */
  public Headers with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(SHORT.getOrDefault(name.toLowerCase(Locale.ROOT), name), value));
    return new Headers(more);
  }

  /** Returns these fields and all of some others. */
  public Headers and(Headers others) {
    List<Field> more = new ArrayList<>(fields);
    more.addAll(others.fields);
    return new Headers(more);
  }

  /** Returns these fields without those of one name. */
  public Headers without(String name) {
    return new Headers(fields.stream().filter(each -> !each.named(name)).toList());
  }

  /** Returns only the fields of one name, in their order. */
  public Headers only(String name) {
    return new Headers(fields.stream().filter(each -> each.named(name)).toList());
  }

  /** Returns these fields with one of them set to a single value. */
  public Headers set(String name, String value) {
    return without(name).with(name, value);
  }

  /** Returns the value of the first field of a name. */
  public Optional<String> first(String name) {
    return fields.stream().filter(each -> each.named(name)).map(Field::value).findFirst();
  }

  /** Returns the values of all fields of a name, each line as it stands. */
  public List<String> lines(String name) {
    return fields.stream().filter(each -> each.named(name)).map(Field::value).toList();
  }

  /** Returns the values of all fields of a name, split at commas (RFC 3261 section 7.3.1). */
  public List<String> items(String name) {
    return lines(name).stream().flatMap(line -> Text.split(line, ',').stream()).toList();
  }

  /** Tells whether one of the items is this word; case does not matter. */
  public boolean lists(String name, String word) {
    return items(name).stream().anyMatch(word::equalsIgnoreCase);
  }

  void write(StringBuilder out) {
    fields.forEach(
        each -> out.append(each.name()).append(": ").append(each.value()).append("\r\n"));
  }
}
