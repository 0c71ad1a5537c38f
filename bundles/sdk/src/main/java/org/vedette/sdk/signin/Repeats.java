package org.vedette.sdk.signin;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Answers of the last minute by the request they belong to, so that one that is sent again is not
 * worked on twice. At most {@value #MOST}; the oldest go first. What is lost with this bundle, or
 * reaches another server, is decided by the core, which knows requests by their owner. Thread-safe.
 */
final class Repeats {
  static final int MOST = 10_000;
  static final Duration LIFE = Duration.ofMinutes(1);

  private record Kept(Instant since, CompletableFuture<SignInView> answer) {}

  private final Map<ByteBuffer, Kept> kept = new LinkedHashMap<>();
  private final InstantSource clock;

  Repeats(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns the answer that this request got or will get; works it out when it is new. */
  CompletionStage<SignInView> once(byte[] owner, Supplier<CompletionStage<SignInView>> work) {
    ByteBuffer key = ByteBuffer.wrap(owner.clone());
    Kept fresh = new Kept(clock.instant(), new CompletableFuture<>());
    Kept first = take(key, fresh);
    if (first == fresh) {
      begin(key, fresh, work);
    }
    return first.answer().copy();
  }

  private void begin(ByteBuffer key, Kept fresh, Supplier<CompletionStage<SignInView>> work) {
    CompletionStage<SignInView> stage;
    try {
      stage = work.get();
    } catch (RuntimeException failure) {
      stage = CompletableFuture.failedFuture(failure);
    }
    stage.whenComplete(
        (answer, failure) -> {
          if (failure == null) {
            fresh.answer().complete(answer);
          } else {
            // Nothing was decided: sent again, it is a fresh try.
            forget(key, fresh);
            fresh.answer().completeExceptionally(failure);
          }
        });
  }

  private synchronized Kept take(ByteBuffer key, Kept fresh) {
    Iterator<Kept> oldest = kept.values().iterator();
    while (oldest.hasNext()) {
      boolean over = !fresh.since().isBefore(oldest.next().since().plus(LIFE));
      if (!over && kept.size() < MOST) {
        break;
      }
      oldest.remove();
    }
    Kept known = kept.putIfAbsent(key, fresh);
    return known == null ? fresh : known;
  }

  private synchronized void forget(ByteBuffer key, Kept entry) {
    kept.remove(key, entry);
  }
}
