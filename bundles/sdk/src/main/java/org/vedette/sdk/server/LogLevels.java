package org.vedette.sdk.server;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads and changes the levels in the configuration of the log (keys of Log4j 2). */
final class LogLevels {
  /** The logger all others inherit from. */
  static final String ROOT = "ROOT";

  /** Stands for a logger without a level of its own. */
  static final String DEFAULT = "DEFAULT";

  /** Levels that a logger may have. */
  static final Set<String> LEVELS =
      new TreeSet<>(Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", DEFAULT));

  private static final String ROOT_KEY = "log4j2.rootLogger.level";
  private static final String PREFIX = "log4j2.logger.";
  private static final String NAME = ".name";
  private static final String LEVEL = ".level";

  private LogLevels() {}

  /** Returns the level of each logger that has one. */
  static Map<String, String> read(Dictionary<String, ?> properties) {
    Map<String, String> levels = new TreeMap<>();
    String root = text(properties.get(ROOT_KEY));
    levels.put(ROOT, root == null ? "INFO" : root.toUpperCase(Locale.ROOT));
    properties
        .keys()
        .asIterator()
        .forEachRemaining(
            key -> {
              String level = key.endsWith(NAME) ? text(properties.get(levelKey(key))) : null;
              String logger = text(properties.get(key));
              boolean unnamed = ROOT.equals(logger);
              if (key.startsWith(PREFIX) && level != null && logger != null && !unnamed) {
                levels.put(logger, level.toUpperCase(Locale.ROOT));
              }
            });
    return levels;
  }

  /** Returns the properties with another level of one logger. */
  static Dictionary<String, Object> with(
      Dictionary<String, Object> properties, String logger, String level) {
    Dictionary<String, Object> next = new Hashtable<>();
    properties.keys().asIterator().forEachRemaining(key -> next.put(key, properties.get(key)));
    if (logger.equals(ROOT)) {
      next.put(ROOT_KEY, level);
      return next;
    }
    Optional<String> known = nameKey(properties, logger);
    if (level.equals(DEFAULT)) {
      known.ifPresent(
          key -> {
            next.remove(key);
            next.remove(levelKey(key));
          });
      return next;
    }
    String key = known.orElse(PREFIX + logger.replace('.', '_') + NAME);
    next.put(key, logger);
    next.put(levelKey(key), level);
    return next;
  }

  private static Optional<String> nameKey(Dictionary<String, ?> properties, String logger) {
    var keys = properties.keys();
    while (keys.hasMoreElements()) {
      String key = keys.nextElement();
      if (key.startsWith(PREFIX)
          && key.endsWith(NAME)
          && logger.equals(text(properties.get(key)))) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private static String levelKey(String nameKey) {
    return nameKey.substring(0, nameKey.length() - NAME.length()) + LEVEL;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString().strip();
  }
}
