package org.vedette.method.oath;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The texts for people, by language; UTF-8 files beside this class. */
final class Prompts {
  private static final String FALLBACK = "en";
  private static final List<String> LANGUAGES = List.of(FALLBACK, "de", "fr", "es");

  private final Map<String, Properties> texts = new HashMap<>();

  Prompts() {
    for (String language : LANGUAGES) {
      texts.put(language, load("messages_" + language + ".properties"));
    }
  }

  /** Returns the request for a code, in English when the language is not known. */
  String enterCode(Locale language) {
    Properties known = texts.get(language.getLanguage());
    Properties chosen = known == null ? texts.get(FALLBACK) : known;
    return chosen == null ? "" : chosen.getProperty("prompt.code", "");
  }

  private static Properties load(String name) {
    Properties loaded = new Properties();
    try (InputStream in = Prompts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the bundle lacks " + name);
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        loaded.load(reader);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return loaded;
  }
}
