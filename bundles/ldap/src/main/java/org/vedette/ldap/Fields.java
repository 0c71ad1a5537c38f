package org.vedette.ldap;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Names, defaults and readings of the settings that LDAP adds to an application. */
final class Fields {
  static final String LISTENER = "ldap";
  static final String DIRECTORY = "directory";
  static final String TLS = "tls";
  static final String ANONYMOUS = "anonymous";
  static final String SERVICE_ACCOUNTS = "serviceAccounts";
  static final String DN_RULES = "dnRules";
  static final String OPERATIONS = "operations";
  static final String EXTENSIONS = "extensions";
  static final String ATTRIBUTES = "attributes";
  static final String SIZE_LIMIT = "sizeLimit";
  static final String MAX_CONNECTIONS = "maxConnections";
  static final String IDLE_MINUTES = "idleMinutes";
  static final String COLLAPSE_SECONDS = "collapseSeconds";
  static final String CACHE_IDLE_SECONDS = "cacheIdleSeconds";
  static final String CACHE_LIFE_SECONDS = "cacheLifeSeconds";

  static final int MOST_SECONDS = 86_400;
  static final int MOST_COLLAPSE = 60;
  static final int MOST_CONNECTIONS = 50_000;
  static final int MOST_MINUTES = 1_440;
  static final int MOST_ENTRIES = 10_000_000;

  static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          entry(TLS, "required"),
          entry(ANONYMOUS, "off"),
          entry(DN_RULES, "rdn"),
          entry(OPERATIONS, "search, compare, modify, passwordModify"),
          entry(EXTENSIONS, Extensions.WHO_AM_I + ", " + Extensions.CANCEL),
          entry(SIZE_LIMIT, "0"),
          entry(MAX_CONNECTIONS, "1000"),
          entry(IDLE_MINUTES, "30"),
          entry(COLLAPSE_SECONDS, "5"),
          entry(CACHE_IDLE_SECONDS, "0"),
          entry(CACHE_LIFE_SECONDS, "0"));

  private Fields() {}

  /** Returns a value, or the default of its field. */
  static String value(Map<String, String> values, String field) {
    String given = values.get(field);
    return given == null || given.isBlank() ? DEFAULTS.getOrDefault(field, "") : given.strip();
  }

  static Optional<Boolean> onOff(String value) {
    return switch (value) {
      case "on" -> Optional.of(true);
      case "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Reads whether passwords may come in clear text. */
  static Optional<Boolean> tlsRequired(String value) {
    return switch (value) {
      case "required" -> Optional.of(true);
      case "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Reads a whole number from 0 to {@code most}. */
  static OptionalInt number(String value, int most) {
    if (!value.matches("[0-9]{1,9}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(value);
    return number > most ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Reads a list, separated by commas. */
  static List<String> list(String value) {
    return split(value, ",");
  }

  /** Reads a list whose parts may hold commas, separated by semicolons. */
  static List<String> rules(String value) {
    return split(value, ";");
  }

  /** Finds the directory: the one named, else the one that checks passwords; empty for none. */
  static String directory(String primary, Map<String, String> values) {
    String named = value(values, DIRECTORY);
    if (!named.isEmpty()) {
      return named;
    }
    String before = "directory:";
    return primary.startsWith(before) ? primary.substring(before.length()) : "";
  }

  private static List<String> split(String value, String at) {
    return Arrays.stream(value.split(at, -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }
}
