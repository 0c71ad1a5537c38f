package org.vedette.itests.bench;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** One line on a terminal that is written anew each second. */
final class Progress {
  private final Load load;
  private final Recorder recorder;
  private final long start;
  private final PrintStream out;
  private long before;

  Progress(Load load, Recorder recorder, long start, PrintStream out) {
    this.load = load;
    this.recorder = recorder;
    this.start = start;
    this.out = out;
  }

  void show() {
    long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    if (second < 0) {
      out.printf("\r%s: warm-up, %d s left    ", load, -second);
    } else {
      long right = recorder.count(Ending.RIGHT);
      out.printf(
          "\r%s: %d s, %d/s, %d failed    ", load, second, right - before, recorder.failures());
      before = right;
    }
    if (second + 1 >= recorder.seconds().length) {
      out.print("\r                                                  \r");
    }
    out.flush();
  }
}
