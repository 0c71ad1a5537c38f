package org.vedette.api.page;

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
import java.util.Optional;
import java.util.Properties;

/**
 * The texts of a bundle by language: files {@code PREFIX_LANGUAGE.properties} in UTF-8 beside a
 * class of it, English always among them. Immutable.
 */
public final class MessageFiles {
  /** Languages in which every text of the product exists. */
  public static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");

  private static final String FALLBACK = "en";

  private final Map<String, Properties> texts = new HashMap<>();

  /**
   * Reads the files; a language without one is spoken to in English.
   *
   * @param beside a class in the package in which they lie
   * @param prefix first part of their names, for instance {@code messages}
   * @throws IllegalStateException when there is none in English
   */
  public MessageFiles(Class<?> beside, String prefix) {
    LANGUAGES.forEach(
        language ->
            load(beside, prefix + "_" + language + ".properties")
                .ifPresent(found -> texts.put(language, found)));
    if (!texts.containsKey(FALLBACK)) {
      throw new IllegalStateException("no " + prefix + "_en.properties beside " + beside);
    }
  }

  /** Returns a text, in English where its language has none; empty where English has none. */
  public Optional<String> find(String key, Locale language) {
    return in(key, language.getLanguage()).or(() -> in(key, FALLBACK));
  }

  /**
   * Returns a text with what stands in braces filled in, once.
   *
   * @param fields names without braces, and values, in turn
   */
  public String text(String key, Locale language, String... fields) {
    String text = find(key, language).orElse("");
    StringBuilder filled = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      Optional<String> value =
          close < 0 ? Optional.empty() : value(text.substring(open + 1, close), fields);
      filled.append(text, at, open).append(value.orElse("{"));
      at = value.isPresent() ? close + 1 : open + 1;
    }
    return filled.append(text.substring(at)).toString();
  }

  private static Optional<String> value(String name, String... fields) {
    for (int i = 0; i + 1 < fields.length; i += 2) {
      if (fields[i].equals(name)) {
        return Optional.of(fields[i + 1]);
      }
    }
    return Optional.empty();
  }

  private Optional<String> in(String key, String language) {
    return Optional.ofNullable(texts.get(language))
        .flatMap(found -> Optional.ofNullable(found.getProperty(key)));
  }

  private static Optional<Properties> load(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        return Optional.empty();
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        Properties loaded = new Properties();
        loaded.load(reader);
        return Optional.of(loaded);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
