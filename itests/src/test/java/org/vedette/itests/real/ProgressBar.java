package org.vedette.itests.real;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line on the console that is written anew while something long goes on. */
final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 40;

  private final String what;
  private final long total;
  private final PrintStream out;
  private final long began = System.nanoTime();
  private long done;
  private int shown = -1;

  /**
   * Begins it.
   *
   * @param what what goes on, a few words
   * @param total how much there is, at least 1
   */
  ProgressBar(String what, long total) {
    this.what = what;
    this.total = total;
    this.out = System.out;
    at(0);
  }

  /** Shows how far it is, where that makes a difference. */
  void at(long count) {
    done = Math.min(count, total);
    int columns = (int) (done * WIDTH / total);
    if (columns != shown) {
      shown = columns;
      out.print("\r" + line(""));
      out.flush();
    }
  }

  /** One more is done. */
  void one() {
    at(done + 1);
  }

  /** Ends the line with the time it took. */
  @Override
  public void close() {
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    out.println("\r" + line(String.format(Locale.ROOT, " in %.1f s", millis / 1000.0)));
  }

  private String line(String end) {
    int columns = Math.max(shown, 0);
    return "%s [%s%s] %d of %d%s"
        .formatted(what, "#".repeat(columns), ".".repeat(WIDTH - columns), done, total, end);
  }
}
