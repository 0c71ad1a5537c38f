package org.vedette.gateway.smpp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.delivery.Reply;

/** Keeps what comes back. */
public final class TestDesk implements DeliveryDesk {
  private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
  private final List<String> replies = new CopyOnWriteArrayList<>();
  private final List<String> gateways = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  /** Makes it fail from now on. */
  public void fail() {
    failing = true;
  }

  /** Returns the receipts. */
  public List<Receipt> receipts() {
    return receipts;
  }

  /** Returns numbers and texts. */
  public List<String> replies() {
    return replies;
  }

  /** Returns by which gateways texts came. */
  public List<String> gateways() {
    return gateways;
  }

  @Override
  public CompletionStage<Boolean> replied(Reply reply) {
    if (failing) {
      throw new IllegalStateException("as told");
    }
    replies.add(reply.from() + " " + reply.text().text());
    gateways.add(reply.gateway());
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public void receipt(Receipt receipt) {
    if (failing) {
      throw new IllegalStateException("as told");
    }
    receipts.add(receipt);
  }

  @Override
  public CompletionStage<CallStep> called(ChallengeToken question, CallEvent event) {
    return CompletableFuture.completedFuture(CallStep.hangUp());
  }
}
