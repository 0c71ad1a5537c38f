package org.vedette.method.recovery;

import java.util.Locale;
import java.util.Map;

/** What people are asked. */
final class Prompts {
  private static final String ENGLISH = "Please enter one of your recovery codes.";
  private static final Map<String, String> BY_LANGUAGE =
      Map.of(
          "de", "Bitte geben Sie einen Ihrer Wiederherstellungscodes ein.",
          "fr", "Veuillez saisir l'un de vos codes de secours.");

  private Prompts() {}

  static String enterCode(Locale language) {
    return BY_LANGUAGE.getOrDefault(language.getLanguage(), ENGLISH);
  }
}
