package org.vedette.core.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Attachment;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.store.StoreUnavailableException;

/**
 * Writes messages out. In this order: the operator's text for the application, the operator's text
 * for all, the text that comes with the server; first in the language asked for, then in English.
 * Thread-safe.
 */
public final class Texts {
  private static final Logger LOG = LoggerFactory.getLogger(Texts.class);
  private static final String MAIL = "mail";

  private final StockTexts stock = new StockTexts();
  private final Supplier<List<TextTemplate>> operators;

  /** Takes what gives the texts of the operator, from a cache. */
  public Texts(Supplier<List<TextTemplate>> operators) {
    this.operators = operators;
  }

  /**
   * Writes a message out; empty without a text of that name.
   *
   * @param more values beside the fields of the message
   * @param application what it is about
   */
  public Optional<Message.Text> write(
      Message message, Map<String, String> more, Optional<UUID> application) {
    String key = message.channel() + "." + message.template();
    Map<String, String> values = new HashMap<>(more);
    values.putAll(message.fields());
    values.put(KnownTexts.CODE, message.code().text());
    values.put(KnownTexts.PIN, message.code().text());
    String language = Locale.forLanguageTag(message.language()).getLanguage();
    return find(key, language, application).map(text -> fill(message.channel(), text, values));
  }

  private Optional<Message.Text> find(String key, String language, Optional<UUID> application) {
    List<TextTemplate> own = operators(key);
    return Stream.of(language, StockTexts.LANGUAGES.get(0))
        .distinct()
        .flatMap(
            each ->
                Stream.concat(
                    Stream.of(application, Optional.<UUID>empty())
                        .distinct()
                        .flatMap(
                            whose ->
                                own.stream()
                                    .filter(it -> it.language().equals(each))
                                    .filter(it -> it.application().equals(whose)))
                        .map(it -> new Message.Text(it.subject(), it.body(), readable(it))),
                    stock.find(key, each).stream()))
        .findFirst();
  }

  private List<TextTemplate> operators(String key) {
    try {
      return operators.get().stream().filter(each -> each.key().equals(key)).toList();
    } catch (StoreUnavailableException unreadable) {
      LOG.warn(
          "The operator's texts cannot be read, that of the server is sent. template={} reason={}",
          key,
          unreadable.getMessage());
      return List.of();
    }
  }

  /** A file that cannot be sent must not keep the mail from being sent. */
  private static List<Attachment> readable(TextTemplate template) {
    List<Attachment> good = new ArrayList<>();
    for (Attachment each : template.attachments()) {
      Optional<String> problem = each.problem();
      if (problem.isEmpty()) {
        good.add(each);
      } else {
        LOG.warn(
            "An attachment is left out of a mail. template={} attachment={} reason={}",
            template.name(),
            each.name(),
            problem.get());
      }
    }
    return good;
  }

  /** Fills a text in, for a message of this channel. */
  static Message.Text fill(String channel, Message.Text text, Map<String, String> values) {
    return new Message.Text(
        oneLine(Placeholders.fill(text.subject(), values)),
        channel.equals(MAIL)
            ? Placeholders.fillLines(text.body(), values)
            : Placeholders.fill(text.body(), values),
        text.attachments());
  }

  /** Finds the text that comes with the server. */
  Optional<Message.Text> stock(String key, String language) {
    return stock.find(key, language);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
