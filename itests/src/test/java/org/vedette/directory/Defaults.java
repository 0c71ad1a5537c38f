package org.vedette.directory;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/** The settings of a directory that Declarative Services would add where nothing is set. */
final class Defaults {
  private Defaults() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new HashMap<>();
    for (Method each : DirectoryConfig.class.getDeclaredMethods()) {
      if (each.getDefaultValue() != null) {
        all.put(each.getName(), each.getDefaultValue());
      }
    }
    return all;
  }
}
