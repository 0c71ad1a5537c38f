package org.vedette.gateway.asterisk;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.client.http.Sender;
import org.vedette.client.http.StoredSecrets;
import org.vedette.client.http.callback.Desks;
import org.vedette.client.http.wire.Wire;

/**
 * Orders calls from one Asterisk on one set of settings, and leads them: what happens in them is
 * dealt with on one thread, one after the other. Thread-safe; no caller waits.
 */
final class Switchboard implements AutoCloseable {
  static final String CHANNEL = "voice";

  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{3,14}");
  private static final Pattern EXTENSION = Pattern.compile("@?[0-9,*#]{0,32}");
  private static final Pattern PROMPT = Pattern.compile("[a-z][a-z0-9.]{0,63}");

  /** Requests beside orders: to play, to stop, to hang up. */
  private static final int REQUESTS = 8;

  private static final Duration ENDING = Duration.ofSeconds(1);

  private final AsteriskSettings settings;
  private final StoredSecrets secrets;
  private final Desks desks;
  private final String app;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor thread;
  private final Wire wire;
  private final Ari ari;
  private final Sender sender;
  private final EventSocket events;
  private volatile boolean closed;

  /**
   * Begins, and opens the connection for events.
   *
   * @param gateway name of the gateway
   */
  Switchboard(
      String gateway,
      AsteriskSettings settings,
      StoredSecrets secrets,
      Desks desks,
      InstantSource clock) {
    String name = "vedette-gateway-" + gateway.replace(':', '-');
    this.settings = settings;
    this.secrets = secrets;
    this.desks = desks;
    // Of its own for each server and each set of settings: Asterisk tells each application once.
    this.app = "vedette-" + secrets.newId();
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread made = new Thread(run, name + "-calls");
              made.setDaemon(true);
              return made;
            },
            // Comes after close only, which has ended all calls.
            new ThreadPoolExecutor.DiscardPolicy());
    thread.setRemoveOnCancelPolicy(true);
    this.wire =
        new Wire(
            name + "-events", settings.plan().trusted(), settings.plan().connecting(), REQUESTS);
    this.ari = new Ari(wire, settings, () -> secrets.read(settings.secret()));
    this.sender =
        new Sender(
            gateway, settings.plan(), () -> secrets.read(settings.secret()), secrets::newId, clock);
    this.events =
        new EventSocket(
            wire,
            thread,
            new EventSocket.Use(
                gateway,
                URI.create(
                    "ws"
                        + settings.base().substring("http".length())
                        + "/events?app="
                        + app
                        + "&subscribeAll=false"),
                () ->
                    secrets
                        .read(settings.secret())
                        .flatMap(settings.plan().authentication()::header),
                this::happened,
                () ->
                    List.copyOf(lines.values())
                        .forEach(line -> line.lost("the events of Asterisk were lost"))));
    thread.execute(events::open);
  }

  /**
   * Orders a call; empty when this one has ended and another has taken its place, so that nothing
   * was done.
   */
  Optional<CompletionStage<Delivery>> offer(Message message) {
    Optional<Delivery> wrong = wrong(message);
    if (wrong.isPresent()) {
      return closed
          ? Optional.empty()
          : Optional.of(CompletableFuture.completedFuture(wrong.get()));
    }
    String channel = "vedette-" + secrets.newId();
    ChallengeToken question = message.challenge().orElseThrow();
    Line line =
        new Line(
            new Line.Plan(
                channel,
                message.template(),
                Locale.forLanguageTag(message.language()).getLanguage(),
                extension(message),
                settings.ringing()),
            ari,
            event -> tell(question, event),
            thread,
            () -> lines.remove(channel));
    lines.put(channel, line);
    thread.execute(line::ordered);
    Optional<CompletionStage<Delivery>> sent =
        sender.offer(
            (id, secret) ->
                ari.order(channel, message.to(), app)
                    .with(settings.plan().authentication().header(secret).orElseThrow()));
    if (sent.isEmpty()) {
      thread.execute(line::end);
    }
    return sent.map(stage -> stage.thenApply(delivery -> judged(channel, line, delivery)));
  }

  /** What was not taken makes no call; whatever rings all the same is nobody's. */
  private Delivery judged(String channel, Line line, Delivery delivery) {
    if (!(delivery instanceof Delivery.Sent)) {
      lines.remove(channel);
      thread.execute(line::end);
    }
    return delivery;
  }

  private Optional<Delivery> wrong(Message message) {
    if (!message.channel().equals(CHANNEL)) {
      return rejected("this gateway calls on channel voice only");
    }
    if (message.challenge().isEmpty()) {
      return rejected("the call is about no question");
    }
    if (!NUMBER.matcher(message.to()).matches()) {
      return rejected("the number is not + and 4 to 15 digits");
    }
    if (!PROMPT.matcher(message.template()).matches()) {
      return rejected("the template names no sound file");
    }
    if (!EXTENSION.matcher(message.fields().getOrDefault("extension", "")).matches()) {
      return rejected("the extension holds more than 32 characters, or others than 0-9 , * #");
    }
    if (!events.trouble().isEmpty()) {
      return Optional.of(new Delivery.Unreachable(events.trouble()));
    }
    return lines.size() >= settings.most()
        ? Optional.of(new Delivery.Unreachable("too many calls run already"))
        : Optional.empty();
  }

  private static Optional<Delivery> rejected(String why) {
    return Optional.of(new Delivery.Rejected(why));
  }

  /** A comma waits a second, {@code w} half of one. A leading {@code @} says nothing. */
  private static String extension(Message message) {
    String text = message.fields().getOrDefault("extension", "");
    return (text.startsWith("@") ? text.substring(1) : text).replace(",", "ww");
  }

  private void happened(AriEvent event) {
    Line line = lines.get(event.channel());
    if (line != null) {
      line.happened(event);
    }
  }

  private CompletionStage<CallStep> tell(ChallengeToken question, CallEvent event) {
    return desks
        .await()
        .thenCompose(
            desk ->
                desk.map(it -> it.called(question, event))
                    .orElseGet(
                        () ->
                            CompletableFuture.failedFuture(
                                new IllegalStateException("the core is missing"))));
  }

  /** Returns how Asterisk is. */
  Health health() {
    String trouble = events.trouble();
    return trouble.isEmpty()
        ? sender.health()
        : Health.critical(settings.plan().server() + ": " + trouble);
  }

  /** Takes no more orders, and waits for calls that run. */
  void drain(Duration limit) {
    sender.drain(limit);
  }

  /** Hangs up, and ends all connections and threads. */
  @Override
  public void close() {
    closed = true;
    CompletableFuture<?>[] ends =
        lines.keySet().stream()
            .map(channel -> ari.hangUp(channel).toCompletableFuture().exceptionally(gone -> null))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends)
        .thenRunAsync(events::close, thread)
        .completeOnTimeout(null, ENDING.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    thread.shutdownNow();
    sender.close();
    wire.close();
  }
}
