package org.vedette.listener;

import org.jspecify.annotations.Nullable;

/** What is to be sent by a connection. */
public interface Outlet {
  /** Takes the oldest; null when there is none. */
  byte @Nullable [] poll();

  /** Drops all, and what is added later. */
  void close();
}
