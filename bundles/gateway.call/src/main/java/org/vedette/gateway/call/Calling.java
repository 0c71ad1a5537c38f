package org.vedette.gateway.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.client.http.Sender;
import org.vedette.client.http.StoredSecrets;
import org.vedette.client.http.wire.Outgoing;
import org.vedette.client.http.wire.Outgoing.Header;

/** Orders calls from one provider on one set of settings. Thread-safe; no caller waits. */
final class Calling implements AutoCloseable {
  static final String CHANNEL = "voice";

  /** Longest text: it travels in an address. */
  static final int MAX_TEXT = 1000;

  /** A call and all that is pressed in it are over by then. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{3,14}");
  private static final Pattern EXTENSION = Pattern.compile("@?[0-9,*#]{0,32}");

  private final CallSettings settings;
  private final Conversation conversation;
  private final Calls calls;
  private final InstantSource clock;
  private final Sender sender;

  /**
   * Begins.
   *
   * @param gateway name of the gateway
   */
  Calling(
      String gateway,
      CallSettings settings,
      StoredSecrets secrets,
      Conversation conversation,
      Calls calls,
      InstantSource clock) {
    this.settings = settings;
    this.conversation = conversation;
    this.calls = calls;
    this.clock = clock;
    this.sender =
        new Sender(
            gateway, settings.plan(), () -> secrets.read(settings.secret()), secrets::newId, clock);
  }

  /**
   * Orders a call; empty when this one has ended and another has taken its place, so that nothing
   * was done.
   */
  Optional<CompletionStage<Delivery>> offer(Message message) {
    Optional<String> wrong = wrong(message);
    if (wrong.isPresent()) {
      return Optional.of(CompletableFuture.completedFuture(new Delivery.Rejected(wrong.get())));
    }
    Instant ends = clock.instant().plus(LONGEST);
    String text = message.text().map(Message.Text::body).orElse("");
    return sender.offer(
        (id, secret) -> {
          Call call =
              new Call(
                  message.challenge().orElseThrow(),
                  id,
                  0,
                  message.language(),
                  message.template(),
                  text,
                  ends);
          calls.made(id);
          return order(message, call)
              .with(settings.plan().authentication().header(secret).orElseThrow());
        });
  }

  /** "Create a call" of Twilio's documentation. */
  private Outgoing order(Message message, Call call) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("To", message.to());
    fields.put("From", settings.from());
    fields.put("Url", conversation.start(call));
    fields.put("Method", "POST");
    fields.put("StatusCallback", conversation.over(call));
    fields.put("StatusCallbackMethod", "POST");
    fields.put("Timeout", Integer.toString(settings.ringing()));
    String extension = extension(message);
    if (!extension.isEmpty()) {
      fields.put("SendDigits", extension);
    }
    return new Outgoing(
        "POST",
        settings.resource(),
        List.of(
            new Header("Content-Type", "application/x-www-form-urlencoded"),
            new Header("Accept", "application/json")),
        Optional.of(
            fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"))));
  }

  /**
   * A comma waits a second; the provider's {@code w} half of one. A leading {@code @} says nothing.
   */
  private static String extension(Message message) {
    String text = message.fields().getOrDefault("extension", "");
    return (text.startsWith("@") ? text.substring(1) : text).replace(",", "ww");
  }

  private Optional<String> wrong(Message message) {
    if (!message.channel().equals(CHANNEL)) {
      return Optional.of("this gateway calls on channel voice only");
    }
    if (message.challenge().isEmpty()) {
      return Optional.of("the call is about no question");
    }
    if (!NUMBER.matcher(message.to()).matches()) {
      return Optional.of("the number is not + and 4 to 15 digits");
    }
    if (!EXTENSION.matcher(message.fields().getOrDefault("extension", "")).matches()) {
      return Optional.of("the extension holds more than 32 characters, or others than 0-9 , * #");
    }
    String text = message.text().map(Message.Text::body).orElse("");
    if (text.length() > MAX_TEXT) {
      return Optional.of("the text is longer than " + MAX_TEXT + " characters");
    }
    return text.isBlank() && !settings.twiml().recorded(message.template(), message.language())
        ? Optional.of("the call has nothing to say: no text, no recording")
        : Optional.empty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
