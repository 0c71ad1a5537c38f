package org.vedette.shell.view;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how far something slow is; shows nothing where nobody looks. */
public final class Bar {
  /**
   * How far it is.
   *
   * @param done so much of it
   * @param of all of it
   */
  public record Step(long done, long of) {}

  private static final int WIDTH = 24;
  private static final int ASK_MILLIS = 400;

  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch wiped = new CountDownLatch(1);

  private Bar() {}

  /**
   * Does something slow, and asks meanwhile how far it is.
   *
   * @param progress asked on a thread of its own; empty while it is not known
   */
  public static <T> T during(
      Terminal terminal, String doing, Supplier<Optional<Step>> progress, Supplier<T> slow) {
    if (terminal.columns() == 0) {
      return slow.get();
    }
    terminal.out().flush();
    Bar bar = new Bar();
    Thread thread =
        new Thread(() -> bar.draw(terminal.out(), doing, progress), "vedette-shell-bar");
    thread.setDaemon(true);
    thread.start();
    try {
      return slow.get();
    } finally {
      bar.stop();
    }
  }

  /** Draws one step. */
  static String line(String doing, Optional<Step> step) {
    if (step.isEmpty() || step.get().of() <= 0) {
      long sofar = step.map(Step::done).orElse(0L);
      return sofar > 0 ? String.format(Locale.ROOT, "%s: %,d", doing, sofar) : doing;
    }
    long done = Math.max(0, Math.min(step.get().done(), step.get().of()));
    int filled = (int) (done * WIDTH / step.get().of());
    return "["
        + "#".repeat(filled)
        + ".".repeat(WIDTH - filled)
        + "] "
        + String.format(Locale.ROOT, "%,d of %,d", done, step.get().of());
  }

  private void draw(PrintStream to, String doing, Supplier<Optional<Step>> progress) {
    try {
      while (!over.await(ASK_MILLIS, TimeUnit.MILLISECONDS)) {
        to.print("\r\u001b[K" + line(doing, progress.get()));
        to.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      to.print("\r\u001b[K");
      to.flush();
      wiped.countDown();
    }
  }

  private void stop() {
    over.countDown();
    try {
      wiped.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
