package org.vedette.accounting.journal;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps reports on disk from before they are acknowledged until they are in the database and handed
 * on. One thread writes all that waits as one frame, forces it, and tells the callers: group
 * commit. Thread-safe.
 */
public final class ReportJournal implements AutoCloseable {
  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_BYTES = 1 << 20;

  /** These are kept in any case: from them is known, after a start, what is a repetition. */
  private static final int KEPT_SEGMENTS = 2;

  private static final long NUMBERS_PER_SECOND = 1_000;
  private static final long CLOSE_MILLIS = 5_000;

  /** An entry that waits; no bytes: only to try the disk. */
  private record Waiting(byte[] bytes, CompletableFuture<Appended> done) {}

  /**
   * A file.
   *
   * @param first number of its first entry
   * @param last number of its last entry
   * @param bytes its size
   */
  public record File(long first, long last, long bytes) {}

  private final Disk disk;
  private final Supplier<Limits> limits;
  private final ConcurrentSkipListMap<Long, Segment> segments;
  private final JournalReader reader;
  private final SegmentWriter writer;
  private final JournalTrouble trouble = new JournalTrouble();
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Waiting end = new Waiting(new byte[0], new CompletableFuture<>());
  private final Thread thread;
  private volatile boolean closed;
  private volatile long last;

  /**
   * Opens the journal in a folder and recovers what is there.
   *
   * @param random salts of files
   * @throws IOException when the folder cannot be read
   */
  public ReportJournal(Disk disk, Supplier<Limits> limits, InstantSource clock, LongSupplier random)
      throws IOException {
    this.disk = disk;
    this.limits = limits;
    this.segments = new Recovery(disk).run();
    this.reader = new JournalReader(disk, segments);
    this.writer = new SegmentWriter(disk, segments, random);
    // A journal that begins anew must not give numbers again that the database has seen.
    long fresh = clock.instant().getEpochSecond() * NUMBERS_PER_SECOND;
    this.last = segments.isEmpty() ? fresh : segments.lastEntry().getValue().extent().last();
    this.thread = new Thread(this::run, "vedette-accounting-journal");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Appends an entry.
   *
   * @return completes on the writing thread, which must not be blocked; never exceptionally
   */
  public CompletionStage<Appended> append(byte[] entry) {
    Waiting waiting = new Waiting(entry, new CompletableFuture<>());
    synchronized (queue) {
      if (closed) {
        return failed("the bundle is being replaced");
      }
      if (queue.size() >= limits.get().maxQueue()) {
        return failed("too many reports wait to be written");
      }
      queue.add(waiting);
    }
    return waiting.done();
  }

  /** Tries the disk while it is in trouble: without that nobody would ever write again. */
  public void probe() {
    synchronized (queue) {
      if (!closed && trouble.why() != null && queue.isEmpty()) {
        queue.add(new Waiting(new byte[0], new CompletableFuture<>()));
      }
    }
  }

  /** Number of the newest entry on disk. */
  public long last() {
    return last;
  }

  /** Reads entries. */
  public JournalReader reader() {
    return reader;
  }

  /** Why nothing can be written; empty when it can. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble.why());
  }

  /** The files, the oldest first. */
  public List<File> files() {
    List<File> files = new ArrayList<>();
    for (Segment each : segments.values()) {
      files.add(new File(each.first(), each.extent().last(), each.extent().bytes()));
    }
    return files;
  }

  /** Size of all files. */
  public long bytes() {
    return files().stream().mapToLong(File::bytes).sum();
  }

  /** Removes files in which nothing lies behind this number, but for the newest. */
  public void release(long upTo) throws IOException {
    List<File> files = files();
    for (File each : files.subList(0, Math.max(0, files.size() - KEPT_SEGMENTS))) {
      if (each.last() > upTo) {
        return;
      }
      Map.Entry<Long, Segment> removed = segments.floorEntry(each.first());
      segments.remove(removed.getKey());
      disk.delete(removed.getValue().name());
    }
  }

  private static CompletionStage<Appended> failed(String why) {
    return CompletableFuture.completedFuture(new Appended.Failed(why));
  }

  private void run() {
    try {
      while (true) {
        List<Waiting> group = group();
        if (group.isEmpty()) {
          return;
        }
        write(group);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      writer.close();
    }
  }

  /** Waits for entries; none when the journal is closed and all is written. */
  private List<Waiting> group() throws InterruptedException {
    List<Waiting> group = new ArrayList<>();
    Waiting next = closed ? queue.poll() : queue.take();
    long bytes = 0;
    while (next != null) {
      if (next != end) {
        group.add(next);
        bytes += next.bytes().length;
      }
      boolean enough = group.size() >= MOST_ENTRIES || bytes >= MOST_BYTES;
      next = enough ? null : queue.poll();
    }
    return group;
  }

  private void write(List<Waiting> group) {
    List<byte[]> entries =
        group.stream().map(Waiting::bytes).filter(bytes -> bytes.length > 0).toList();
    @Nullable String refusal = refusal();
    long number = last + 1;
    if (refusal == null) {
      try {
        writer.write(number, entries, limits.get().segmentBytes());
        last = number + entries.size() - 1;
        trouble.ends();
      } catch (IOException failure) {
        refusal = "the disk fails: " + failure.getMessage();
      }
    }
    if (refusal != null) {
      trouble.begins(refusal);
    }
    tell(group, number, refusal);
  }

  private void tell(List<Waiting> group, long first, @Nullable String refusal) {
    long number = first;
    for (Waiting each : group) {
      Appended result = refusal == null ? new Appended.At(number) : new Appended.Failed(refusal);
      if (each.bytes().length > 0) {
        number++;
      }
      each.done().complete(result);
    }
  }

  private @Nullable String refusal() {
    Limits now = limits.get();
    try {
      if (disk.usable() < now.minFree()) {
        return "the disk is full: less than " + (now.minFree() >> 20) + " MiB are free";
      }
    } catch (IOException failure) {
      return "the disk cannot be asked: " + failure.getMessage();
    }
    return bytes() > now.hardBytes()
        ? "its files are full, because the database does not take reports"
        : null;
  }

  /** Writes what waits and ends. */
  @Override
  public void close() {
    synchronized (queue) {
      if (closed) {
        return;
      }
      closed = true;
      queue.add(end);
    }
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    queue.forEach(each -> each.done().complete(new Appended.Failed("the journal was closed")));
  }
}
