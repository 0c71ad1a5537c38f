package org.vedette.state.journal;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.state.file.Folder;

/**
 * Keeps the journal short: writes snapshots while the journal goes on in a new segment, and deletes
 * segments nobody needs. Works on the thread of {@code background}; thread-safe.
 */
final class Compactor {
  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  /** Begins a new segment and returns what is in effect. */
  interface Rotation {
    /** Called on the writing thread. */
    Image rotate() throws IOException;
  }

  private final Folder folder;
  private final Segments segments;
  private final Executor background;
  private final Troubles troubles;
  private final Supplier<Limits> limits;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicLong kept;
  private final AtomicLong covered;
  private volatile long snapshotBytes;

  Compactor(
      Folder folder,
      Recovered found,
      Executor background,
      Troubles troubles,
      Supplier<Limits> limits) {
    this.folder = folder;
    this.segments = found.segments();
    this.background = background;
    this.troubles = troubles;
    this.limits = limits;
    this.kept = new AtomicLong(found.kept());
    this.covered = new AtomicLong(found.covered());
  }

  /** Says that audit records up to {@code number} are safe elsewhere. */
  void keep(long number) {
    if (kept.getAndAccumulate(number, Math::max) < number) {
      submit(this::prune);
    }
  }

  long kept() {
    return kept.get();
  }

  /** Asks for a snapshot after the next write. */
  void want() {
    wanted.set(true);
  }

  /**
   * Begins a snapshot if it is time; on the writing thread. A large one is written less often:
   * never more bytes for snapshots than for entries.
   */
  void afterWrite(Rotation rotation, long segmentBytes) {
    boolean due =
        wanted.get() || segmentBytes >= Math.max(limits.get().snapshotBytes(), snapshotBytes);
    if (!due || !busy.compareAndSet(false, true)) {
      return;
    }
    wanted.set(false);
    try {
      Image image = rotation.rotate();
      if (!submit(() -> compact(image))) {
        image.close();
        busy.set(false);
      }
    } catch (IOException failure) {
      busy.set(false);
      troubles.unwritable(failure.toString());
    }
  }

  private boolean submit(Runnable task) {
    try {
      background.execute(task);
      return true;
    } catch (RejectedExecutionException ended) {
      return false;
    }
  }

  private void compact(Image image) {
    long before = segments.bytes();
    try (image) {
      snapshotBytes = new Snapshots(folder).write(image);
      covered.set(image.sequence());
      troubles.snapshotWritten();
      prune();
      LOG.debug(
          "Snapshot written. sequence={} segments={} bytesBefore={} bytesAfter={}",
          image.sequence(),
          segments.count(),
          before,
          segments.bytes());
    } catch (IOException failure) {
      troubles.snapshotFailed(failure.toString());
    } finally {
      busy.set(false);
    }
  }

  private void prune() {
    try {
      segments.prune(folder, covered.get(), kept.get());
    } catch (IOException failure) {
      LOG.debug("A segment could not be deleted. cause={}", failure.toString());
    }
  }
}
