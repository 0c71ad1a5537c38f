package org.vedette.sync.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vedette.api.directory.DirectoryAnswer;

/** Waits for others on the thread of a run, until it is told to stop. */
public final class Patience {
  private static final Duration WRITE = Duration.ofSeconds(30);

  private final CompletableFuture<Void> stop = new CompletableFuture<>();

  /** Begins patient. */
  public Patience() {}

  /** Asks the run to stop; callable from any thread. */
  public void stop() {
    stop.complete(null);
  }

  boolean isStopped() {
    return stop.isDone();
  }

  /** Passes unless the run is to stop. */
  void check() throws Halt {
    if (stop.isDone()) {
      throw Halt.stopped();
    }
  }

  /** Waits for the answer of a directory. */
  <T> T answer(CompletionStage<DirectoryAnswer<T>> stage, Duration limit, String whose)
      throws Halt {
    CompletableFuture<DirectoryAnswer<T>> answer = stage.toCompletableFuture();
    try {
      CompletableFuture.anyOf(answer, stop).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw Halt.directory(
          DirectoryAnswer.Trouble.UNREACHABLE,
          whose + " did not answer within " + limit.toSeconds() + " s");
    } catch (ExecutionException broken) {
      throw Halt.directory(
          DirectoryAnswer.Trouble.UNREACHABLE, whose + " failed: " + broken.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Halt.stopped();
    }
    check();
    DirectoryAnswer<T> found = answer.join();
    if (found instanceof DirectoryAnswer.Failed<T> failed) {
      throw Halt.directory(failed.trouble(), whose + ": " + failed.why());
    }
    return ((DirectoryAnswer.Found<T>) found).value();
  }

  /** Waits until something is written, even when the run is to stop: nothing stays half done. */
  <T> T written(CompletionStage<T> stage) throws Halt {
    try {
      return stage.toCompletableFuture().get(WRITE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException failed) {
      throw Halt.store("nothing could be written: " + failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Halt.stopped();
    }
  }
}
