package org.vedette.core.flow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;

/**
 * Requests whose listener holds its client, and which prompt each waits for, so that a client that
 * goes away takes its prompt with it. Thread-safe.
 */
final class HeldRequests {
  /** One request; guarded by the set of all. */
  static final class Request {
    private final ByteBuffer owner;
    private Optional<ChallengeToken> prompt = Optional.empty();
    private boolean gone;

    private Request(byte[] owner) {
      this.owner = ByteBuffer.wrap(owner.clone());
    }
  }

  private final Set<Request> all = ConcurrentHashMap.newKeySet();
  private final Consumer<ChallengeToken> giveUp;

  /**
   * Begins with none.
   *
   * @param giveUp ends a prompt that nobody waits for any more
   */
  HeldRequests(Consumer<ChallengeToken> giveUp) {
    this.giveUp = giveUp;
  }

  /** Holds a request until its outcome is there. */
  CompletionStage<Outcome> hold(
      Caller caller, Function<Request, CompletionStage<Outcome>> outcome) {
    Request request = new Request(caller.owner());
    all.add(request);
    boolean begun = false;
    try {
      CompletionStage<Outcome> stage = outcome.apply(request);
      begun = true;
      return stage.whenComplete((ended, failure) -> all.remove(request));
    } finally {
      if (!begun) {
        all.remove(request);
      }
    }
  }

  /** Notes which prompt a request waits for; gives it up at once if the client has gone before. */
  void waits(Request request, ChallengeToken prompt) {
    boolean over;
    synchronized (all) {
      request.prompt = Optional.of(prompt);
      over = request.gone && isLeft(prompt);
    }
    if (over) {
      giveUp.accept(prompt);
    }
  }

  /** The client of a request has gone. */
  void withdraw(Caller caller) {
    ByteBuffer owner = ByteBuffer.wrap(caller.owner());
    List<ChallengeToken> over = new ArrayList<>();
    synchronized (all) {
      for (Request each : all) {
        if (each.owner.equals(owner)) {
          each.gone = true;
          each.prompt.filter(this::isLeft).ifPresent(over::add);
        }
      }
    }
    over.forEach(giveUp);
  }

  private boolean isLeft(ChallengeToken prompt) {
    return all.stream()
        .noneMatch(each -> !each.gone && each.prompt.filter(prompt::equals).isPresent());
  }
}
