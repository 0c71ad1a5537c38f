package org.vedette.client.http.callback;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What was taken already, so that nothing counts twice. In memory; beyond 10,000 the oldest is
 * forgotten. Thread-safe.
 */
public final class Seen {
  private static final int MOST = 10_000;

  private final Set<String> marks = new LinkedHashSet<>();

  /** Notes something; false when it is known already. */
  public synchronized boolean first(String mark) {
    if (!marks.add(mark)) {
      return false;
    }
    if (marks.size() > MOST) {
      marks.remove(marks.iterator().next());
    }
    return true;
  }

  /** Forgets something, which could not be handed on. */
  public synchronized void forget(String mark) {
    marks.remove(mark);
  }
}
