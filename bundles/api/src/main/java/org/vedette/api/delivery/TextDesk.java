package org.vedette.api.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.store.Actor;

/**
 * What an editor of texts has to know: which there are, what they may hold, and how they look
 * filled in. The texts of the operator are {@link TextTemplate} records. Callable from any thread;
 * nothing blocks.
 */
@ProviderType
public interface TextDesk {
  /**
   * A text that the server sends.
   *
   * @param key {@code CHANNEL.TEMPLATE}
   * @param placeholders names that may stand in it as {@code <$name$>}, sorted
   * @param needed the placeholder without which the text is of no use
   */
  record Known(String key, List<String> placeholders, Optional<String> needed) {
    /** Copies the list. */
    public Known {
      placeholders = List.copyOf(placeholders);
    }

    /** Returns the channel. */
    public String channel() {
      return key.substring(0, key.indexOf('.'));
    }
  }

  /**
   * What is wrong with a draft.
   *
   * @param field its field
   * @param message limit and example in one sentence
   */
  record Wrong(String field, String message) {}

  /**
   * A draft filled in with sample values.
   *
   * @param text what would be sent
   * @param segments how many text messages it takes; 0 on other channels
   */
  record Preview(Message.Text text, int segments) {}

  /** Returns all texts, sorted by key. */
  List<Known> known();

  /** Returns the languages that the server itself speaks, the one of last resort first. */
  List<String> languages();

  /** Returns the text that comes with the server; empty where it has none in this language. */
  Optional<Message.Text> stock(String key, String language);

  /** Says what is wrong with a draft; empty when it may be saved. */
  Optional<Wrong> problem(TextTemplate draft);

  /** Fills a draft in; whatever is unknown in it is left out. */
  Preview preview(TextTemplate draft);

  /**
   * Sends a draft, filled in, to an address, by the gateways that would send it; written into the
   * audit.
   *
   * @param to address in the form of the channel, see {@link Message#to}
   * @param actor who wants that
   * @return what became of it, within 20 s
   */
  CompletionStage<Delivery> test(TextTemplate draft, String to, Actor actor);
}
