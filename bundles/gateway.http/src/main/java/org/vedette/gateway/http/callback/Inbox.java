package org.vedette.gateway.http.callback;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.delivery.GatewayCallback.Request;
import org.vedette.api.delivery.GatewayCallback.Response;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.delivery.Reply;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.Desks;
import org.vedette.client.http.callback.Seen;

/**
 * Takes what the provider sends, checks it, and hands it to the core. A request that comes twice
 * has no effect twice: a receipt counts once at the core, a reply once here. Thread-safe.
 */
public final class Inbox {
  private static final int LONGEST_REPLY = 1000;
  private static final int LONGEST_DETAIL = 200;
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");
  private static final Response FORBIDDEN = Response.empty(403);
  private static final Response LATER = Response.empty(503);
  private static final Response OK = Response.empty(200);

  private final String gateway;
  private final String channel;
  private final Desks desks;
  private final Seen replies = new Seen();

  /**
   * Begins.
   *
   * @param gateway its name, for instance {@code http:main}
   * @param channel of replies
   */
  public Inbox(String gateway, String channel, Desks desks) {
    this.gateway = gateway;
    this.channel = channel;
    this.desks = desks;
  }

  /**
   * Takes a request.
   *
   * @param secret empty while it cannot be read
   */
  public CompletionStage<Response> take(
      CallbackRules rules, Optional<Secret> secret, Request request) {
    if (secret.isEmpty() || secret.get().length() == 0) {
      return done(LATER);
    }
    return rules
        .reader()
        .read(request, secret.get())
        .match(
            event ->
                event instanceof CallbackEvent.Receipt receipt
                    ? receipt(receipt)
                    : reply((CallbackEvent.Reply) event, rules.thanks()),
            () -> done(FORBIDDEN),
            // The provider tells of something that is no concern of ours.
            () -> done(OK));
  }

  private CompletionStage<Response> receipt(CallbackEvent.Receipt receipt) {
    if (receipt.state() == CallbackEvent.State.UNDERWAY) {
      return done(OK);
    }
    boolean delivered = receipt.state() == CallbackEvent.State.DELIVERED;
    Receipt told = new Receipt(gateway, receipt.reference(), delivered, detail(receipt));
    return desks
        .await()
        .thenApply(
            desk -> {
              desk.ifPresent(it -> it.receipt(told));
              return desk.isPresent() ? OK : LATER;
            });
  }

  private static String detail(CallbackEvent.Receipt receipt) {
    String detail =
        receipt.code().isEmpty() ? receipt.status() : receipt.status() + " " + receipt.code();
    return detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
  }

  private CompletionStage<Response> reply(CallbackEvent.Reply reply, Response thanks) {
    if (reply.text().length() > LONGEST_REPLY
        || !NUMBER.matcher(reply.from()).matches()
        || !replies.first(reply.reference())) {
      return done(thanks);
    }
    Reply told = new Reply(channel, gateway, reply.from(), Secret.of(reply.text()));
    return desks
        .await()
        .thenCompose(desk -> desk.map(it -> hand(it, told, thanks)).orElseGet(() -> later(reply)));
  }

  /** Whether a question was open is not told: the sender would learn who is signing in. */
  private static CompletionStage<Response> hand(DeliveryDesk desk, Reply reply, Response thanks) {
    return desk.replied(reply).thenApply(open -> thanks);
  }

  private CompletionStage<Response> later(CallbackEvent.Reply reply) {
    replies.forget(reply.reference());
    return done(LATER);
  }

  private static CompletionStage<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
