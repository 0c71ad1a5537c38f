package org.vedette.itests;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits inside the container, where the usual libraries for it are not installed. */
public final class Patience {
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);

  private Patience() {}

  /** Repeats the check until it passes; after 30 s its last failure is thrown. */
  public static void until(Runnable check) {
    long began = System.nanoTime();
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError failure) {
        if (System.nanoTime() - began > LIMIT) {
          throw failure;
        }
        LockSupport.parkNanos(STEP);
      }
    }
  }
}
