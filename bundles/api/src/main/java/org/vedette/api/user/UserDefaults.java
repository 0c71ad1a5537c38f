package org.vedette.api.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a new user has where nothing else is said, and how telephone numbers are read. Changing it
 * changes nobody who is there already.
 *
 * @param method method used first
 * @param languages language by kind: {@code call}, {@code text}, {@code app}, {@code oath}
 * @param country country of numbers typed without one, two capital letters (ISO 3166), for instance
 *     {@code CH}
 * @param premiumNumbers whether numbers that cost whoever calls them extra are taken
 */
public record UserDefaults(
    Optional<String> method,
    Map<String, String> languages,
    Optional<String> country,
    boolean premiumNumbers) {
  /** PID of the settings that hold these, see {@link org.vedette.api.store.Setting}. */
  public static final String PID = "org.vedette.core";

  /** Nothing is said. */
  public static final UserDefaults NONE =
      new UserDefaults(Optional.empty(), Map.of(), Optional.empty(), false);

  private static final Map<String, String> KEYS =
      Map.of(
          "call",
          "languageCall",
          "text",
          "languageText",
          "app",
          "languageApp",
          "oath",
          "languageOath");

  /** Copies the map. */
  public UserDefaults {
    languages = Map.copyOf(languages);
  }

  /** Reads the values of the settings {@link #PID}; what is wrong in them is left out. */
  public static UserDefaults of(Map<String, String> values) {
    Map<String, String> languages = new TreeMap<>();
    KEYS.forEach(
        (kind, key) -> {
          String language = values.getOrDefault(key, "");
          if (isLanguage(language)) {
            languages.put(kind, language);
          }
        });
    return new UserDefaults(
        Optional.of(values.getOrDefault("defaultMethod", "")).filter(UserDefaults::isMethod),
        languages,
        Optional.of(values.getOrDefault("defaultCountry", "")).filter(UserDefaults::isCountry),
        Boolean.parseBoolean(values.getOrDefault("premiumNumbers", "false")));
  }

  /** Says what is wrong with the values of the settings, a sentence for each key. */
  public static List<String> problems(Map<String, String> values) {
    List<String> problems = new ArrayList<>();
    KEYS.values().stream()
        .sorted()
        .filter(key -> isWrong(values, key, UserDefaults::isLanguage))
        .forEach(key -> problems.add(key + ": a language like en, de, fr, es or pt-BR"));
    if (isWrong(values, "defaultMethod", UserDefaults::isMethod)) {
      problems.add("defaultMethod: id of a method, for example oath");
    }
    if (isWrong(values, "defaultCountry", UserDefaults::isCountry)) {
      problems.add("defaultCountry: two capital letters of ISO 3166, for example CH");
    }
    return problems;
  }

  private static boolean isWrong(Map<String, String> values, String key, Predicate<String> right) {
    String value = values.getOrDefault(key, "");
    return !value.isEmpty() && !right.test(value);
  }

  private static boolean isMethod(String text) {
    return text.matches("[a-z][a-z0-9.]{0,63}");
  }

  private static boolean isLanguage(String text) {
    return text.matches("[a-z]{2}(-[A-Z]{2})?")
        && Set.of(Locale.getISOLanguages()).contains(text.substring(0, 2));
  }

  private static boolean isCountry(String text) {
    return Set.of(Locale.getISOCountries()).contains(text);
  }
}
