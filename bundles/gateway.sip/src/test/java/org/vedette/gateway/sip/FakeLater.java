package org.vedette.gateway.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.vedette.gateway.sip.call.Later;

/** Time that passes when a test says so. */
final class FakeLater implements Later {
  private record Work(long at, Runnable run, CompletableFuture<Void> future) {}

  private final List<Work> waiting = new ArrayList<>();
  private long now;

  @Override
  public void execute(Runnable work) {
    after(Duration.ZERO, work);
  }

  @Override
  public Future<?> after(Duration wait, Runnable work) {
    CompletableFuture<Void> future = new CompletableFuture<>();
    waiting.add(new Work(now + wait.toNanos(), work, future));
    return future;
  }

  void run() {
    pass(Duration.ZERO);
  }

  void pass(Duration time) {
    long end = now + time.toNanos();
    while (true) {
      Optional<Work> next =
          waiting.stream().filter(each -> each.at() <= end).min(Comparator.comparingLong(Work::at));
      if (next.isEmpty()) {
        now = end;
        return;
      }
      waiting.remove(next.get());
      now = next.get().at();
      if (!next.get().future().isCancelled()) {
        next.get().run().run();
      }
    }
  }
}
