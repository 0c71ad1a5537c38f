package org.vedette.sdk.setting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.api.store.Setting;
import org.vedette.sdk.http.Json;

/**
 * A directory in JSON: its name, then every setting it has.
 *
 * @param fields the fields in order
 */
public record DirectoryView(@JsonValue Map<String, Object> fields) implements Json {

  static DirectoryView of(String name, Setting setting, PidDescription description) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("version", setting.version());
    for (KeyDescription key : description.keys()) {
      fields.put(
          key.name(), value(key, setting.values().getOrDefault(key.name(), key.defaultValue())));
    }
    return new DirectoryView(fields);
  }

  private static Object value(KeyDescription key, String text) {
    if (key.secret()) {
      return text.isEmpty() ? "" : SettingViews.SET;
    }
    if (key.list()) {
      return text.isEmpty()
          ? List.of()
          : Arrays.stream(text.split(",")).map(String::strip).toList();
    }
    return switch (key.type()) {
      case "integer" -> text.isEmpty() ? text : Long.valueOf(text);
      case "boolean" -> Boolean.valueOf(text);
      default -> text;
    };
  }
}
