package org.vedette.shell.line;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Failure;

/**
 * The fields that may follow a verb as {@code KEY=VALUE}.
 *
 * @param known fields with their kinds
 * @param open where a field not listed goes: {@code null} nowhere, it is refused; empty into the
 *     object itself; otherwise into the inner object of this name
 * @param secret names that may never stand on a command line, because other users of the host can
 *     read it
 * @param openHelp says where the fields that are not listed come from; empty when there are none
 */
public record Fields(
    List<Field> known, @Nullable String open, List<String> secret, String openHelp) {
  /** No fields at all. */
  public static final Fields NONE = new Fields(List.of(), null, List.of(), "");

  /** Whether none may follow. */
  public boolean none() {
    return known.isEmpty() && open == null;
  }

  /** Only these. */
  public static Fields of(List<Field> known, String... secret) {
    return new Fields(known, null, List.of(secret), "");
  }

  /** These, and others that the server knows. */
  public Fields openTo(String object, String help) {
    return new Fields(known, object, secret, help);
  }

  /** Reads the pairs into a JSON object. */
  public Map<String, @Nullable Object> read(Map<String, String> pairs) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    pairs.forEach((key, value) -> put(json, key, value));
    return json;
  }

  private void put(Map<String, @Nullable Object> json, String key, String value) {
    if (secret.contains(key)) {
      throw Failure.usage(
          key + ": a secret never stands on a command line, where other users can read it",
          "leave " + key + "=... out: it is asked for, generated, or read from standard input");
    }
    Optional<Field> field = known.stream().filter(it -> it.name().equals(key)).findFirst();
    if (field.isPresent()) {
      nested(json, List.of(key.split("\\.", 2)), field.get().read(value));
    } else if (open == null) {
      List<String> names = known.stream().map(Field::name).toList();
      throw Failure.usage(
          "There is no field " + key + "." + Nearest.hint(key, names),
          "the fields are: " + String.join(", ", names));
    } else {
      nested(json, open.isEmpty() ? List.of(key) : List.of(open, key), value);
    }
  }

  @SuppressWarnings("unchecked")
  private static void nested(
      Map<String, @Nullable Object> json, List<String> path, @Nullable Object value) {
    if (path.size() == 1) {
      json.put(path.get(0), value);
      return;
    }
    Object inner = json.computeIfAbsent(path.get(0), it -> new LinkedHashMap<>());
    if (inner instanceof Map) {
      ((Map<String, @Nullable Object>) inner).put(path.get(1), value);
    }
  }
}
