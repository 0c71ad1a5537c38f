package org.vedette.gateway.smpp.back;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.delivery.Reply;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.smpp.text.Alphabet;
import org.vedette.gateway.smpp.text.Header;
import org.vedette.gateway.smpp.text.Header.Part;
import org.vedette.gateway.smpp.text.Received;
import org.vedette.gateway.smpp.wire.Deliver;
import org.vedette.gateway.smpp.wire.Status;

/**
 * Hands on what centres deliver, and says what each is answered. Lives as long as the gateway's
 * name does, across settings. Thread-safe; nobody waits.
 */
public final class Inbound {
  private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
  private static final String DESK = "desk";
  private static final TimeUnit MILLIS = TimeUnit.MILLISECONDS;

  /** Most that wait for somebody who takes them. */
  public static final int MOST_WAITING = 200;

  /** Longest text that the desk takes, in octets of UTF-8. */
  static final int LONGEST = 1000;

  /** How long one waits for a core that is being replaced. */
  private static final Duration GAP = Duration.ofSeconds(5);

  /** How long a receipt waits for the answer to its message, which may come by another bind. */
  private static final Duration OVERTAKEN = Duration.ofSeconds(1);

  private static final Pattern NUMBER = Pattern.compile("(?:\\+|00)?([0-9]{3,20})");
  private static final int INTERNATIONAL = 1;

  private final String gateway;
  private final Duration gap;
  private final Duration overtaken;
  private final ServiceDirectory<String, DeliveryDesk> desks = new ServiceDirectory<>();
  private final SentIds sent = new SentIds();
  private final Joiner joiner;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Begins.
   *
   * @param gateway name of the gateway, like {@code smpp:main}
   */
  public Inbound(String gateway, InstantSource clock) {
    this(gateway, clock, GAP, OVERTAKEN);
  }

  Inbound(String gateway, InstantSource clock, Duration gap, Duration overtaken) {
    this.gateway = gateway;
    this.joiner = new Joiner(clock);
    this.gap = gap;
    this.overtaken = overtaken;
  }

  /** Takes who takes what comes. */
  public void add(int ranking, DeliveryDesk desk) {
    desks.add(DESK, ranking, desk);
  }

  /** Lets one go. */
  public void remove(DeliveryDesk desk) {
    desks.remove(DESK, desk);
  }

  /** Notes the id by which a centre took a message. */
  public void sent(String id) {
    if (!id.isEmpty()) {
      sent.add(id);
    }
  }

  /**
   * Hands on what came, and tells what the centre is answered. Never ends exceptionally.
   *
   * @param usual what the centre means by its default alphabet
   * @param later runs what has to wait
   */
  public CompletionStage<Integer> take(Deliver came, Alphabet usual, Executor later) {
    try {
      return switch (came.kind()) {
        case RECEIPT -> receipt(came, later);
        case TEXT -> text(came, usual);
        case OTHER -> answer(Status.OK);
      };
    } catch (RuntimeException fault) {
      // Its words may hold the text.
      LOG.error(
          "What came could not be handed on: gateway={} fault={}",
          gateway,
          fault.getClass().getName());
      return answer(Status.LATER);
    }
  }

  private CompletionStage<Integer> receipt(Deliver came, Executor later) {
    Optional<Fate> fate = Fate.read(came);
    if (fate.isEmpty()) {
      return answer(Status.OK);
    }
    Optional<String> known = sent.meant(fate.get().reference());
    if (known.isPresent()) {
      return tell(fate.get(), known.get());
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return answer(Status.LATER);
    }
    Executor soon = CompletableFuture.delayedExecutor(overtaken.toMillis(), MILLIS, later);
    return CompletableFuture.runAsync(waiting::decrementAndGet, soon)
        .thenCompose(
            over -> {
              String reference = fate.get().reference();
              // What this gateway does not know may be known to the desk from before an update.
              return tell(fate.get(), sent.meant(reference).orElse(reference));
            })
        .exceptionally(ending -> Status.LATER);
  }

  private CompletionStage<Integer> tell(Fate fate, String reference) {
    return atDesk(
        desk -> {
          desk.receipt(new Receipt(gateway, reference, fate.delivered(), fate.detail()));
          return answer(Status.OK);
        });
  }

  private CompletionStage<Integer> text(Deliver came, Alphabet usual) {
    Optional<String> from = number(came);
    byte[] octets = came.text().copy();
    Optional<Header> header = came.headed() ? Header.read(octets) : Optional.empty();
    if (from.isEmpty() || (came.headed() && header.isEmpty())) {
      // Nobody can be asked by a name, and nobody reads a damaged text.
      return answer(Status.NEVER);
    }
    Optional<String> text =
        Received.text(octets, header.map(Header::length).orElse(0), came.dataCoding(), usual);
    if (text.isEmpty()) {
      return answer(Status.NEVER);
    }
    Optional<Part> part = header.flatMap(Header::part).or(came::part);
    return part.isPresent()
        ? part(came, from.get(), part.get(), text.get())
        : reply(from.get(), text.get());
  }

  private CompletionStage<Integer> part(Deliver came, String from, Part part, String text) {
    if (part.total() > Joiner.MOST_PARTS || tooLong(text)) {
      return answer(Status.NEVER);
    }
    Joiner.Key key = new Joiner.Key(from, came.to(), part.reference(), part.total());
    Optional<String> whole = joiner.add(key, part, text);
    if (whole.isEmpty()) {
      return answer(Status.OK);
    }
    return reply(from, whole.get())
        .thenApply(
            status -> {
              if (status != Status.LATER) {
                joiner.taken(key);
              }
              return status;
            });
  }

  private CompletionStage<Integer> reply(String from, String text) {
    if (tooLong(text)) {
      return answer(Status.NEVER);
    }
    return atDesk(
        desk ->
            desk.replied(new Reply("sms", gateway, from, Secret.of(text)))
                // The desk has it: that nobody asked is no reason to send it again.
                .thenApply(asked -> Status.OK)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(Status.OK, gap.toMillis(), MILLIS));
  }

  private static boolean tooLong(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > LONGEST;
  }

  /** Waits for a desk that is being replaced; the centre keeps what nobody takes. */
  private CompletionStage<Integer> atDesk(Function<DeliveryDesk, CompletionStage<Integer>> what) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return answer(Status.LATER);
    }
    return desks
        .await(DESK, gap)
        .thenCompose(desk -> desk.map(what).orElseGet(() -> answer(Status.LATER)))
        .whenComplete((status, failure) -> waiting.decrementAndGet())
        .exceptionally(
            failure -> {
              Throwable cause = failure.getCause() == null ? failure : failure.getCause();
              LOG.error(
                  "The desk did not take what came: gateway={} fault={}",
                  gateway,
                  cause.getClass().getName());
              return Status.LATER;
            });
  }

  /** SMPP 3.4 section 5.2.5: an international number comes without a plus; names are no numbers. */
  private static Optional<String> number(Deliver came) {
    Matcher form = NUMBER.matcher(came.from());
    if (!form.matches()) {
      return Optional.empty();
    }
    boolean plus = came.fromTon() == INTERNATIONAL || form.start(1) > 0;
    return Optional.of((plus ? "+" : "") + form.group(1));
  }

  private static CompletionStage<Integer> answer(int status) {
    return CompletableFuture.completedFuture(status);
  }
}
