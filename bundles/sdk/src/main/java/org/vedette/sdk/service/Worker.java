package org.vedette.sdk.service;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.sdk.http.Problem;

/**
 * A few threads for what must run neither on a thread of the web server nor on one of the service
 * that completed a stage.
 */
@Component(service = Worker.class)
public final class Worker implements Executor {
  /** How long a route waits for a service. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int THREADS = 4;

  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final InFlight inFlight = new InFlight();
  private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService threads;
  private volatile boolean hurried;

  /** Starts the threads. */
  @Activate
  public Worker() {
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "vedette-sdk-worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Asks whoever waits for something to happen not to wait any longer: the bundle goes. */
  public void hurry() {
    hurried = true;
  }

  /** Returns whether the bundle goes. */
  public boolean hurried() {
    return hurried;
  }

  /** Fails what still runs, so that its callers are answered while that can be done. */
  public void giveUp() {
    Problem why =
        Problem.unavailable("the API is being replaced; the change may still be made, look again");
    running.forEach(each -> each.completeExceptionally(why));
  }

  /** Lets running requests end, then ends the threads; what waits is dropped. */
  @Deactivate
  public void stop() {
    inFlight.drain(DRAIN);
    threads.shutdownNow();
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /** Returns how many requests wait for a service or a slow task. */
  public int running() {
    return inFlight.count();
  }

  /** Runs a task later. */
  public void later(Duration delay, Runnable task) {
    threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs something that blocks for a while. */
  public <T> CompletionStage<T> run(Supplier<T> task, Duration limit) {
    return tracked(CompletableFuture.supplyAsync(task, threads), limit);
  }

  /** Goes on with a stage here, which fails when it takes longer than {@link #LIMIT}. */
  public <T> CompletionStage<T> limited(CompletionStage<T> stage) {
    return limited(stage, LIMIT);
  }

  /** Goes on with a stage here, which fails when it takes longer than {@code limit}. */
  public <T> CompletionStage<T> limited(CompletionStage<T> stage, Duration limit) {
    return tracked(stage.thenApplyAsync(value -> value, threads).toCompletableFuture(), limit);
  }

  private <T> CompletionStage<T> tracked(CompletableFuture<T> call, Duration limit) {
    running.add(call);
    CompletableFuture<T> limited = call.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    return inFlight.track(() -> limited.whenComplete((value, failure) -> running.remove(call)));
  }
}
