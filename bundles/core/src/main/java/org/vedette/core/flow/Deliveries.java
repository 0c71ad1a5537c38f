package org.vedette.core.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;

/** Sends the messages of an open challenge. One that arrives is enough. */
final class Deliveries {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Ports ports;
  private final Conclusion conclusion;

  Deliveries(Ports ports, Conclusion conclusion) {
    this.ports = ports;
    this.conclusion = conclusion;
  }

  /**
   * Waits for the gateways of all messages, as long as one may be being replaced.
   *
   * @return a channel that has no gateway; empty when all are there
   */
  CompletionStage<Optional<String>> missing(SignIn signIn, List<Message> messages) {
    CompletionStage<Optional<String>> none = CompletableFuture.completedFuture(Optional.empty());
    Duration wait = signIn.left(ports.clock().instant(), Candidates.GAP);
    for (String channel : messages.stream().map(Message::channel).distinct().toList()) {
      none =
          none.thenCombine(
              ports.gateways().await(channel, wait),
              (missing, found) -> found.isEmpty() ? Optional.of(channel) : missing);
    }
    return none;
  }

  /** Sends; the challenge is ended when nothing arrives. */
  CompletionStage<Outcome> send(
      SignIn signIn, List<Message> messages, Outcome.Challenged challenged) {
    if (messages.isEmpty()) {
      return CompletableFuture.completedFuture(challenged);
    }
    CompletionStage<List<Delivery>> all = CompletableFuture.completedFuture(List.of());
    for (Message message : messages) {
      CompletionStage<Delivery> one = send(signIn, message.about(challenged.token()));
      all =
          all.thenCombine(
              one,
              (before, delivery) -> {
                List<Delivery> more = new ArrayList<>(before);
                more.add(delivery);
                return more;
              });
    }
    return all.thenCompose(deliveries -> conclude(signIn, messages, deliveries, challenged));
  }

  private CompletionStage<Delivery> send(SignIn signIn, Message message) {
    Duration limit = signIn.left(ports.clock().instant(), LIMIT);
    Duration gap = signIn.left(ports.clock().instant(), Candidates.GAP);
    return ports
        .gateways()
        .await(message.channel(), gap)
        .thenCompose(
            gateway ->
                gateway
                    .map(found -> found.send(message))
                    .orElseGet(
                        () ->
                            CompletableFuture.completedFuture(
                                new Delivery.Unreachable("the gateway is gone"))))
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(
            new Delivery.Unreachable("no answer within " + limit.toSeconds() + " s"),
            Math.max(1, limit.toMillis()),
            TimeUnit.MILLISECONDS);
  }

  private CompletionStage<Outcome> conclude(
      SignIn signIn,
      List<Message> messages,
      List<Delivery> deliveries,
      Outcome.Challenged challenged) {
    boolean sent = false;
    boolean unreachable = false;
    for (int i = 0; i < deliveries.size(); i++) {
      Delivery each = deliveries.get(i);
      sent |= each instanceof Delivery.Sent;
      unreachable |= each instanceof Delivery.Unreachable;
      signIn.trace().add(messages.get(i).channel() + ": " + describe(each));
    }
    if (sent) {
      return CompletableFuture.completedFuture(challenged);
    }
    ChallengeToken token = challenged.token();
    ports.challenges().take(token).ifPresent(signIn::challenge);
    return unreachable
        ? conclusion.abandon(signIn, "no message could be sent")
        : conclusion.deny(signIn, ResultCode.DELIVERY_REFUSED);
  }

  private static String describe(Delivery delivery) {
    return delivery.match(
        sent -> "sent",
        rejected -> "refused, " + rejected.why(),
        none -> "not sent, " + none.why());
  }
}
