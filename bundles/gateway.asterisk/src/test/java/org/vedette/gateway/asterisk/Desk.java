package org.vedette.gateway.asterisk;

import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.delivery.Reply;

/** The core: remembers what it is told of calls, and says what a test wants. */
final class Desk implements DeliveryDesk {
  static final CallStep SUCCESS = new CallStep("success", "Danke.", Optional.empty());

  final List<ChallengeToken> questions = new CopyOnWriteArrayList<>();
  final List<CallEvent> events = new CopyOnWriteArrayList<>();
  final Deque<CompletableFuture<CallStep>> next = new ConcurrentLinkedDeque<>();

  void then(CallStep step) {
    next.add(CompletableFuture.completedFuture(step));
  }

  CallEvent last() {
    return events.get(events.size() - 1);
  }

  @Override
  public CompletionStage<CallStep> called(ChallengeToken question, CallEvent event) {
    questions.add(question);
    events.add(event);
    return next.isEmpty() ? CompletableFuture.completedFuture(CallStep.hangUp()) : next.remove();
  }

  @Override
  public CompletionStage<Boolean> replied(Reply reply) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void receipt(Receipt receipt) {
    throw new UnsupportedOperationException();
  }
}
