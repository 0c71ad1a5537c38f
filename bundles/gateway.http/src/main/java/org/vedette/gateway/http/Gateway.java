package org.vedette.gateway.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.Sender;
import org.vedette.gateway.http.recipe.GatewaySettings;
import org.vedette.gateway.http.recipe.Recipe;

/** Sends text messages to one provider on one set of settings. Thread-safe; no caller waits. */
final class Gateway implements AutoCloseable {
  static final String CHANNEL = "sms";

  /** Longest text: what providers take at most, ten parts of a message. */
  static final int MAX_TEXT = 1600;

  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{3,14}");

  private final Recipe recipe;
  private final Sender sender;

  /**
   * Begins.
   *
   * @param name name of the gateway
   * @param secret gives the secret for each message; empty while it cannot be read
   * @param ids gives a new id for each request
   */
  Gateway(
      String name,
      GatewaySettings settings,
      Supplier<Optional<Secret>> secret,
      Supplier<String> ids,
      InstantSource clock) {
    this.recipe = settings.recipe();
    this.sender = new Sender("http:" + name, settings.plan(), secret, ids, clock);
  }

  /**
   * Sends a message; empty when this gateway has ended and another has taken its place, so that
   * nothing was done.
   */
  Optional<CompletionStage<Delivery>> offer(Message message) {
    Optional<String> wrong = wrong(message);
    if (wrong.isPresent()) {
      return Optional.of(CompletableFuture.completedFuture(new Delivery.Rejected(wrong.get())));
    }
    String text = message.text().map(Message.Text::body).orElse("");
    return sender.offer((id, secret) -> recipe.write(message.to(), text, id, secret));
  }

  private static Optional<String> wrong(Message message) {
    if (!message.channel().equals(CHANNEL)) {
      return Optional.of("this gateway sends on channel sms only");
    }
    if (message.text().isEmpty() || message.text().get().body().isBlank()) {
      return Optional.of("the message has no text: its template is not known");
    }
    if (!NUMBER.matcher(message.to()).matches()) {
      return Optional.of("the number is not + and 4 to 15 digits");
    }
    return message.text().get().body().length() > MAX_TEXT
        ? Optional.of("the text is longer than " + MAX_TEXT + " characters")
        : Optional.empty();
  }

  /** Returns how the provider is. */
  Health health() {
    return sender.health();
  }

  /** Takes no more, and waits for what runs. */
  void drain(Duration limit) {
    sender.drain(limit);
  }

  /** Ends what runs, its connections and threads. */
  @Override
  public void close() {
    sender.close();
  }
}
