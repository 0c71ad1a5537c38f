package org.vedette.shell.view;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows that something is still going on, and for how long; shows nothing where nobody looks. */
public final class Spinner {
  private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final int FRAME_MILLIS = 100;

  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch wiped = new CountDownLatch(1);

  private Spinner() {}

  /** Does something slow, and turns meanwhile. */
  public static <T> T during(Terminal terminal, String doing, Supplier<T> slow) {
    if (terminal.columns() == 0) {
      return slow.get();
    }
    terminal.out().flush();
    Spinner spinner = new Spinner();
    Thread thread = new Thread(() -> spinner.turn(terminal.out(), doing), "vedette-shell-spinner");
    thread.setDaemon(true);
    thread.start();
    try {
      return slow.get();
    } finally {
      spinner.stop();
    }
  }

  private void turn(PrintStream to, String doing) {
    try {
      for (int i = 0; !over.await(FRAME_MILLIS, TimeUnit.MILLISECONDS); i++) {
        String seconds = i < 10 ? "" : " " + i * FRAME_MILLIS / 1000 + " s";
        to.print("\r" + FRAMES.charAt(i % FRAMES.length()) + " " + doing + seconds);
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
