package org.vedette.method.oath.inventory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Lets calls run one after the other without a thread that waits. Thread-safe. */
final class Turns {
  private CompletionStage<?> last = CompletableFuture.completedFuture("");

  /** Runs {@code call} when the one before has ended, however it did. */
  synchronized <T> CompletionStage<T> next(Supplier<CompletionStage<T>> call) {
    CompletionStage<T> mine = last.handle((value, failure) -> "").thenCompose(before -> call.get());
    last = mine;
    return mine;
  }
}
