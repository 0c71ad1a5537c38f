package org.vedette.accounting.forward;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.api.accounting.AccountingForwarder;

/** Another server, as a test wants it to behave. */
public final class FakeTarget implements AccountingForwarder {
  /** Ids of sessions, in the order in which their reports were acknowledged. */
  public final List<String> got = new CopyOnWriteArrayList<>();

  public final List<Duration> waited = new CopyOnWriteArrayList<>();
  public final AtomicInteger asked = new AtomicInteger();
  public final AtomicInteger most = new AtomicInteger();
  public volatile Forwarded answer = new Delivered();
  private final AtomicInteger running = new AtomicInteger();

  @Override
  public CompletionStage<Forwarded> forward(byte[] attributes, Duration time) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    asked.incrementAndGet();
    Forwarded now = answer;
    return CompletableFuture.supplyAsync(
        () -> {
          if (now instanceof Delivered) {
            int length = attributes[1] - 2;
            got.add(
                new String(Arrays.copyOfRange(attributes, 2, 2 + length), StandardCharsets.UTF_8));
            waited.add(time);
          }
          running.decrementAndGet();
          return now;
        });
  }
}
