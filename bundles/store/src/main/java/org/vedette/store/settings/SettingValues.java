package org.vedette.store.settings;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vedette.api.store.Setting;

/**
 * Turns settings into properties for Configuration Admin.
 *
 * <p>Its interpolation plugin replaces {@code $[secret:name]} by the content of a file in the
 * directory of secrets, where the master key lies too, and {@code $[env:name]} and {@code
 * $[prop:name]} by the server's environment. Replicated settings mean secrets of the store and may
 * read nothing of the server, so the placeholder is escaped: a component gets what was stored.
 */
final class SettingValues {
  /** Marks a configuration as published from the store. */
  static final String MARK = "vedette.replicated";

  private static final String PLACEHOLDER = "$[";
  private static final String ESCAPED = "\\$[";

  private SettingValues() {}

  /**
   * Says in one sentence why the settings cannot be published; empty when they can. After a
   * backslash the plugin would take the escape for a text and the placeholder for its own.
   */
  static Optional<String> problem(Setting setting) {
    for (Map.Entry<String, String> entry : new TreeMap<>(setting.values()).entrySet()) {
      if (entry.getValue().contains(ESCAPED)) {
        return Optional.of(entry.getKey() + " may not have a backslash before $[");
      }
    }
    return Optional.empty();
  }

  /** Makes the properties, with the mark. */
  static Dictionary<String, Object> properties(Setting setting) {
    Hashtable<String, Object> properties = new Hashtable<>();
    setting.values().forEach((key, value) -> properties.put(key, escape(value)));
    properties.put(MARK, "true");
    return properties;
  }

  private static String escape(String value) {
    return value.replace(PLACEHOLDER, ESCAPED);
  }
}
