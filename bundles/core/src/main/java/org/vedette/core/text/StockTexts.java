package org.vedette.core.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.vedette.api.delivery.Message;

/** The texts that come with the server; UTF-8 files beside this class. */
final class StockTexts {
  /** The language of last resort first. */
  static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");

  private static final List<String> FILES = List.of("messages", "mails", "calls");

  private final Map<String, Properties> texts = new HashMap<>();

  StockTexts() {
    for (String language : LANGUAGES) {
      Properties all = new Properties();
      for (String file : FILES) {
        load(all, file + "_" + language + ".properties");
      }
      texts.put(language, all);
    }
  }

  /** Finds a text with its placeholders; empty where there is none in this very language. */
  Optional<Message.Text> find(String key, String language) {
    return Optional.ofNullable(texts.get(language))
        .flatMap(
            own ->
                Optional.ofNullable(own.getProperty(key + ".body"))
                    .map(body -> new Message.Text(own.getProperty(key + ".subject", ""), body)));
  }

  private static void load(Properties into, String name) {
    try (InputStream in = StockTexts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the bundle lacks " + name);
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        into.load(reader);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
