package org.vedette.core.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * What was done in one sign-in, line by line with the time since it began: what an administrator
 * reads to learn the reason. Thread-safe; at most 40 lines.
 */
final class Trace {
  private static final int MAX_LINES = 40;

  private final long began = System.nanoTime();
  private final List<String> lines = new ArrayList<>();

  /** Adds a step. */
  synchronized void add(String step) {
    if (lines.size() < MAX_LINES) {
      lines.add("+" + (System.nanoTime() - began) / 1_000_000 + " ms " + step);
    }
  }

  /** Returns the steps so far. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
