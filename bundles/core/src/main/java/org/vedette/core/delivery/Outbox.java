package org.vedette.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.secret.Secret;
import org.vedette.core.delivery.Gateways.Named;
import org.vedette.core.settings.CoreSettings;
import org.vedette.core.text.Texts;

/**
 * Sends messages: writes them out, chooses gateways by route, and tries the next where one cannot
 * be reached. Nothing blocks; every wait has its end. Thread-safe.
 */
public final class Outbox {
  /** Longest time for all gateways of a message together. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Longest wait for a bundle that is being replaced. */
  private static final Duration GAP = Duration.ofSeconds(5);

  private final Gateways gateways;
  private final Supplier<CoreSettings> settings;
  private final InstantSource clock;
  private final Texts texts;
  private final SendLimits limits;
  private final Receipts receipts = new Receipts();
  private final OpenQuestions questions;

  /** Sends through what is in {@code gateways}; remembers questions in {@code questions}. */
  public Outbox(
      Gateways gateways,
      Supplier<CoreSettings> settings,
      InstantSource clock,
      OpenQuestions questions,
      Texts texts) {
    this.texts = texts;
    this.gateways = gateways;
    this.settings = settings;
    this.clock = clock;
    this.questions = questions;
    this.limits = new SendLimits(() -> settings.get().sending());
  }

  /**
   * Finds why messages cannot be sent now, waiting for a gateway that may be being replaced.
   *
   * @param whom for whom they are
   * @param left how long to wait at most
   * @return empty when they can
   */
  public CompletionStage<Optional<Hindrance>> hindrance(
      List<Message> messages, Whom whom, Duration left) {
    CompletionStage<Optional<Hindrance>> none = CompletableFuture.completedFuture(Optional.empty());
    for (Message message : messages) {
      Optional<String> limit = limits.hindrance(message, whom, clock.instant());
      if (limit.isPresent()) {
        return CompletableFuture.completedFuture(limit.map(why -> new Hindrance(true, why)));
      }
      none =
          none.thenCombine(
              gateways.await(message.channel(), shorter(left, GAP)),
              (why, here) ->
                  here
                      ? why
                      : Optional.of(new Hindrance(false, "no gateway for " + message.channel())));
    }
    return none;
  }

  /**
   * Sends one.
   *
   * @param about what is known beside the message
   */
  public CompletionStage<Delivery> send(Message message, About about) {
    limits.sent(message, about.whom(), clock.instant());
    about.question().ifPresent(ends -> questions.sent(message, ends, clock.instant()));
    return pass(
        texts
            .write(message, about.fields(), about.application())
            .map(message::written)
            .orElse(message),
        about);
  }

  /** Sends one that is written out, or writes it out; not counted, so that no code is kept back. */
  public CompletionStage<Delivery> notice(Message message, About about) {
    return pass(
        message.text().isPresent()
            ? message
            : texts
                .write(message, about.fields(), about.application())
                .map(message::written)
                .orElse(message),
        about);
  }

  private CompletionStage<Delivery> pass(Message written, About about) {
    Duration left = about.left();
    Instant end = clock.instant().plus(shorter(left, LIMIT));
    return gateways
        .await(written.channel(), shorter(left, GAP))
        .thenCompose(
            here ->
                attempt(
                    written,
                    settings
                        .get()
                        .routes()
                        .choose(written.channel(), written.to(), gateways.of(written.channel())),
                    end,
                    about));
  }

  /**
   * Why messages cannot be sent.
   *
   * @param limited whether too many were sent already; else there is no gateway
   * @param why one sentence for an administrator
   */
  public record Hindrance(boolean limited, String why) {}

  /**
   * What is known beside a message.
   *
   * @param whom for whom it is
   * @param application the application it is about, which may have texts of its own
   * @param fields what every text may show
   * @param left how long sending may take at most
   * @param question until when an answer to it is awaited by another road; empty where none is
   * @param trace told what each gateway did with it
   * @param receipt told, perhaps, what became of it later
   */
  public record About(
      Whom whom,
      Optional<UUID> application,
      Map<String, String> fields,
      Duration left,
      Optional<Instant> question,
      Consumer<String> trace,
      Consumer<Receipt> receipt) {
    /** Copies the fields. */
    public About {
      fields = Map.copyOf(fields);
    }
  }

  /** Remembers that a user said no: for a moment nobody asks again. */
  public void declined(UUID user) {
    limits.declined(user, clock.instant());
  }

  /** Takes a receipt. */
  void arrived(Receipt receipt) {
    receipts.arrived(receipt);
  }

  /** Writes a text out that no message carries; empty where the template is unknown. */
  Optional<String> words(
      String channel, String template, String language, Map<String, String> fields) {
    Message message = new Message(channel, "", template, language, fields, Secret.of(""));
    return texts.write(message, Map.of(), Optional.empty()).map(Message.Text::body);
  }

  private CompletionStage<Delivery> attempt(
      Message message, List<Named> choice, Instant end, About about) {
    if (choice.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Delivery.Unreachable("no gateway that may send it is here"));
    }
    Named first = choice.get(0);
    List<Named> others = choice.subList(1, choice.size());
    // What is left is shared, so that a gateway that hangs leaves time for the next.
    Duration left = Duration.between(clock.instant(), end);
    long millis = Math.max(1, left.toMillis() / choice.size());
    return first
        .gateway()
        .send(message)
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(
            new Delivery.Unreachable("no answer within " + millis + " ms"),
            millis,
            TimeUnit.MILLISECONDS)
        .thenCompose(
            delivery -> {
              about
                  .trace()
                  .accept(message.channel() + " by " + first.name() + ": " + describe(delivery));
              if (delivery instanceof Delivery.Sent sent) {
                receipts.await(first.name(), sent.reference(), about.receipt());
              }
              return delivery instanceof Delivery.Unreachable
                      && !others.isEmpty()
                      && clock.instant().isBefore(end)
                  ? attempt(message, others, end, about)
                  : CompletableFuture.completedFuture(delivery);
            });
  }

  private static String describe(Delivery delivery) {
    return delivery.match(
        sent -> "sent" + (sent.reference().isEmpty() ? "" : ", reference " + sent.reference()),
        rejected -> "refused, " + rejected.why(),
        none -> "not sent, " + none.why());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
