package org.vedette.core.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.user.User;
import org.vedette.core.delivery.Outbox;
import org.vedette.core.delivery.Whom;

/** Sends the messages of an open challenge. One that arrives is enough. */
final class Deliveries {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Channels whose use is written down, with the gateway, before anybody has answered. */
  private static final Set<String> PAID = Set.of("sms", "voice");

  private final Ports ports;
  private final Conclusion conclusion;
  private final Fallback fallback;

  Deliveries(Ports ports, Conclusion conclusion, Fallback fallback) {
    this.ports = ports;
    this.conclusion = conclusion;
    this.fallback = fallback;
  }

  /** Finds why messages cannot be sent; empty when they can. */
  CompletionStage<Optional<Outbox.Hindrance>> hindrance(SignIn signIn, List<Message> messages) {
    return ports
        .outbox()
        .hindrance(messages, whom(signIn), signIn.left(ports.clock().instant(), Candidates.GAP));
  }

  private static Whom whom(SignIn signIn) {
    return new Whom(signIn.user().map(User::id), signIn.caller().clientAddress());
  }

  /** Sends; the challenge is ended when nothing arrives. */
  CompletionStage<Outcome> send(
      SignIn signIn, List<Message> messages, Outcome.Challenged challenged) {
    if (messages.isEmpty()) {
      return CompletableFuture.completedFuture(challenged);
    }
    CompletionStage<List<Delivery>> all = CompletableFuture.completedFuture(List.of());
    for (Message message : messages) {
      CompletionStage<Delivery> one = send(signIn, message, challenged);
      all =
          all.thenCombine(
              one,
              (before, delivery) -> {
                List<Delivery> more = new ArrayList<>(before);
                more.add(delivery);
                return more;
              });
    }
    boolean noted =
        challenged.prompt().typed()
            || messages.stream().anyMatch(each -> PAID.contains(each.channel()));
    return all.thenCompose(deliveries -> conclude(signIn, deliveries, challenged, noted));
  }

  private CompletionStage<Delivery> send(
      SignIn signIn, Message message, Outcome.Challenged challenged) {
    Map<String, String> fields =
        Map.of("application_name", signIn.application().label(), "username", signIn.reportedName());
    return ports
        .outbox()
        .send(
            message.about(challenged.token()).at(signIn.application().label()),
            new Outbox.About(
                whom(signIn),
                Optional.of(signIn.application().id()),
                fields,
                signIn.left(ports.clock().instant(), LIMIT),
                challenged.prompt().typed() ? Optional.empty() : Optional.of(challenged.expires()),
                signIn.trace()::add,
                conclusion.receipts(signIn)));
  }

  private CompletionStage<Outcome> conclude(
      SignIn signIn, List<Delivery> deliveries, Outcome.Challenged challenged, boolean noted) {
    if (deliveries.stream().anyMatch(each -> each instanceof Delivery.Sent)) {
      if (noted) {
        conclusion.note(signIn, ResultCode.MESSAGE_SENT);
      }
      return CompletableFuture.completedFuture(challenged);
    }
    ChallengeToken token = challenged.token();
    ports.challenges().take(token).ifPresent(signIn::challenge);
    boolean unreachable =
        deliveries.stream().anyMatch(each -> each instanceof Delivery.Unreachable);
    return unreachable
        ? unsent(signIn)
        : fallback.or(
            signIn,
            ResultCode.DELIVERY_REFUSED,
            List.of(),
            () -> conclusion.deny(signIn, ResultCode.DELIVERY_REFUSED));
  }

  /** No gateway could be reached: the application says what becomes of it. */
  CompletionStage<Outcome> unsent(SignIn signIn) {
    if (signIn.application().otherwise().failOpen() && !signIn.ruling().always()) {
      signIn.trace().add("no message could be sent: the application lets people in then");
      return conclusion.grant(
          signIn, ResultCode.FAILED_OPEN, Optional.empty(), Conclusion.Used.NOTHING);
    }
    return fallback.or(
        signIn,
        ResultCode.DELIVERY_FAILED,
        List.of(),
        () -> conclusion.deny(signIn, ResultCode.DELIVERY_FAILED));
  }
}
