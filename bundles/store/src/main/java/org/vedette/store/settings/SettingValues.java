package org.vedette.store.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.store.Setting;

/**
 * Turns settings into properties for Configuration Admin, and refuses those that would read
 * something of this server.
 *
 * <p>Configuration Admin replaces {@code $[secret:name]} by the content of a file in the directory
 * of secrets, where the master key lies too, and {@code $[env:name]} and {@code $[prop:name]} by
 * the server's environment. Replicated settings mean secrets of the store by {@code
 * $[secret:name]}, never such a file.
 */
final class SettingValues {
  /** Marks a configuration as published from the store. */
  static final String MARK = "vedette.replicated";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\[([a-z]+):([^\\];]*)");

  private final List<Path> secretDirectories;

  SettingValues(List<Path> secretDirectories) {
    this.secretDirectories = List.copyOf(secretDirectories);
  }

  /** Says in one sentence why the settings cannot be published; empty when they can. */
  Optional<String> problem(Setting setting) {
    for (Map.Entry<String, String> entry : new TreeMap<>(setting.values()).entrySet()) {
      Matcher matcher = PLACEHOLDER.matcher(entry.getValue());
      while (matcher.find()) {
        String kind = matcher.group(1);
        String name = matcher.group(2);
        if (!kind.equals("secret")) {
          return Optional.of(entry.getKey() + " may not refer to $[" + kind + ":...]");
        }
        if (name.contains("/") || isFile(name)) {
          return Optional.of(
              entry.getKey()
                  + " refers to the secret \""
                  + name
                  + "\", which is the name of a secret file of this server: use another name");
        }
      }
    }
    return Optional.empty();
  }

  /** Makes the properties, with the mark. */
  static Dictionary<String, Object> properties(Setting setting) {
    Hashtable<String, Object> properties = new Hashtable<>(setting.values());
    properties.put(MARK, "true");
    return properties;
  }

  private boolean isFile(String name) {
    return secretDirectories.stream().anyMatch(directory -> Files.exists(directory.resolve(name)));
  }
}
