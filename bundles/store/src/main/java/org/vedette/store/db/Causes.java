package org.vedette.store.db;

import org.jspecify.annotations.Nullable;

/** Finds what an operator must know in a chain of exceptions. */
public final class Causes {
  private static final int DEPTH = 20;

  private Causes() {}

  /** Returns the first line of the innermost cause. */
  public static String root(Throwable failure) {
    Throwable innermost = failure;
    for (int i = 0; i < DEPTH; i++) {
      @Nullable Throwable cause = innermost.getCause();
      if (cause == null) {
        break;
      }
      innermost = cause;
    }
    @Nullable String message = innermost.getMessage();
    return message == null
        ? innermost.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
