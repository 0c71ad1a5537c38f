package org.vedette.core.delivery;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.delivery.Message;

/**
 * The texts of messages by channel, template and language; UTF-8 files beside this class.
 * Placeholders are written {@code <$name$>}.
 */
final class Texts {
  private static final String FALLBACK = "en";
  private static final List<String> LANGUAGES = List.of(FALLBACK, "de", "fr");
  private static final Pattern PLACEHOLDER = Pattern.compile("<\\$([a-z_]+)\\$>");
  private static final String CODE = "otp";

  private final Map<String, Properties> texts = new HashMap<>();

  Texts() {
    for (String language : LANGUAGES) {
      texts.put(language, load("messages_" + language + ".properties"));
    }
  }

  /** Writes a message out, in English when its language has no text; empty without a template. */
  Optional<Message.Text> write(Message message, Map<String, String> more) {
    String key = message.channel() + "." + message.template();
    Map<String, String> values = new HashMap<>(more);
    values.putAll(message.fields());
    values.put(CODE, message.code().text());
    return find(message.language(), key + ".body")
        .map(
            body ->
                new Message.Text(
                    find(message.language(), key + ".subject")
                        .map(subject -> oneLine(fill(subject, values)))
                        .orElse(""),
                    fill(body, values)));
  }

  private Optional<String> find(String language, String key) {
    Properties own = texts.get(Locale.forLanguageTag(language).getLanguage());
    return Optional.ofNullable(own)
        .map(it -> it.getProperty(key))
        .or(() -> Optional.ofNullable(texts.get(FALLBACK)).map(it -> it.getProperty(key)));
  }

  private static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static Properties load(String name) {
    Properties loaded = new Properties();
    try (InputStream in = Texts.class.getResourceAsStream(name)) {
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
