package org.vedette.gateway.call;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What has happened in calls, so that nothing that the provider tells counts twice. In memory;
 * bounded: beyond 10,000 the oldest is forgotten, and then its end is told to nobody. Thread-safe.
 */
final class Calls {
  private static final int MOST = 10_000;

  /** One call. */
  private static final class State {
    /** Whether this bundle made it: of others it cannot know what was told of them before. */
    private final boolean own;

    private final Map<Integer, CompletableFuture<String>> steps = new HashMap<>();
    private CompletableFuture<?> last = CompletableFuture.completedFuture("");
    private boolean over;

    State(boolean own) {
      this.own = own;
    }
  }

  private final Map<String, State> calls = new LinkedHashMap<>();

  /** A call is being made. */
  synchronized void made(String id) {
    add(id, new State(true));
  }

  private State add(String id, State state) {
    calls.put(id, state);
    if (calls.size() > MOST) {
      calls.remove(calls.keySet().iterator().next());
    }
    return state;
  }

  private State state(String id) {
    State known = calls.get(id);
    return known == null ? add(id, new State(false)) : known;
  }

  /** Takes a step; the same step asked again gets the same answer, and nothing is done. */
  CompletionStage<String> step(String id, int number, Supplier<CompletionStage<String>> take) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    synchronized (this) {
      State state = state(id);
      CompletableFuture<String> before = state.steps.get(number);
      if (before != null) {
        return before.copy();
      }
      state.steps.put(number, answer);
      state.last = answer;
    }
    take.get()
        .whenComplete(
            (text, failure) -> {
              if (failure == null) {
                answer.complete(text);
              } else {
                forget(id, number);
                answer.completeExceptionally(failure);
              }
            });
    return answer.copy();
  }

  private synchronized void forget(String id, int number) {
    state(id).steps.remove(number);
  }

  /** Nothing more is awaited from the person: how the call ends is no news. */
  synchronized void done(String id) {
    state(id).over = true;
  }

  /**
   * The call is over, once what runs in it has ended.
   *
   * @return true where that is news
   */
  CompletionStage<Boolean> ended(String id, boolean answered) {
    CompletableFuture<?> last;
    synchronized (this) {
      last = state(id).last;
    }
    return last.handle((text, failure) -> first(id, answered));
  }

  /** The end of a call could not be told: it is news again. */
  synchronized void again(String id) {
    state(id).over = false;
  }

  private synchronized boolean first(String id, boolean answered) {
    State state = state(id);
    boolean news = !state.over && (state.own || !answered);
    state.over = true;
    return news;
  }
}
