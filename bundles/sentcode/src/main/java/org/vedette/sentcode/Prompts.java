package org.vedette.sentcode;

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

/** What people are asked, by channel and language; UTF-8 files beside this class. */
final class Prompts {
  private static final String FALLBACK = "en";
  private static final List<String> LANGUAGES = List.of(FALLBACK, "de", "fr", "es");
  private static final String ADDRESS = "{address}";
  private static final int SHOWN = 2;

  private final Map<String, Properties> texts = new HashMap<>();

  Prompts() {
    for (String language : LANGUAGES) {
      texts.put(language, load("messages_" + language + ".properties"));
    }
  }

  /** Asks for a code that was sent to an address, of which only the end is shown. */
  String sent(String channel, String address, Locale language) {
    return text("sent." + channel, address, language);
  }

  /** Asks to reply to a message. */
  String replied(String channel, String address, Locale language) {
    return text("replied." + channel, address, language);
  }

  private String text(String key, String address, Locale language) {
    Properties known = texts.get(language.getLanguage());
    Properties chosen = known == null ? texts.get(FALLBACK) : known;
    String text = chosen == null ? "" : chosen.getProperty(key, "");
    return text.replace(ADDRESS, masked(address));
  }

  /** Shows what its owner knows it by: the last digits, or first letter and domain. */
  static String masked(String address) {
    int at = address.lastIndexOf('@');
    return at > 0
        ? address.charAt(0) + "\u2026" + address.substring(at)
        : "\u2026" + address.substring(Math.max(0, address.length() - SHOWN));
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
