package org.vedette.state.journal;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.state.file.JournalFile;

/**
 * Zeros ahead of what is written to a segment that grows: as many as there is already, within
 * bounds. They are written piece by piece beside the writing thread, which would keep everybody
 * waiting for them; it writes some itself only when it has caught up.
 */
final class Room {
  private static final Logger LOG = LoggerFactory.getLogger(Room.class);

  /** From this size on room is reserved. */
  static final long LARGE = 256 << 10;

  private static final long PIECE = 256 << 10;
  private static final long MOST = 4 << 20;

  private final JournalFile file;
  private final Executor background;
  private final AtomicBoolean growing = new AtomicBoolean();

  /** Up to here there are zeros, and nobody but the writing thread touches the file. */
  private volatile long ready;

  private boolean closed;

  Room(JournalFile file, Executor background) {
    this.file = file;
    this.background = background;
  }

  /** Called by the writing thread before it writes {@code length} bytes at {@code end}. */
  void before(long end, int length) {
    if (end < LARGE) {
      return;
    }
    long next = end + length;
    if (next > ready) {
      catchUp(end, next);
    }
    long ahead = Math.min(MOST, end);
    if (ready - next < ahead / 2 && growing.compareAndSet(false, true)) {
      submit(next + ahead);
    }
  }

  /** Nothing is written behind the writing thread's back from now on; returns how far zeros go. */
  synchronized long close() {
    closed = true;
    return ready;
  }

  private synchronized void catchUp(long end, long next) {
    if (next > ready) {
      reserve(Math.max(end, ready), next + PIECE);
    }
  }

  private void submit(long target) {
    try {
      background.execute(() -> grow(target));
    } catch (RejectedExecutionException ended) {
      growing.set(false);
    }
  }

  private void grow(long target) {
    try {
      boolean more = true;
      while (more && ready < target) {
        more = piece();
      }
    } finally {
      growing.set(false);
    }
  }

  private synchronized boolean piece() {
    if (closed) {
      return false;
    }
    return reserve(ready, ready + PIECE);
  }

  private boolean reserve(long from, long to) {
    boolean done = true;
    try {
      file.reserve(from, to);
    } catch (IOException failure) {
      // Nothing depends on it: what does not fit either is said when the frame is written.
      LOG.debug("No room was reserved in a segment. cause={}", failure.toString());
      done = false;
    }
    ready = to;
    return done;
  }
}
