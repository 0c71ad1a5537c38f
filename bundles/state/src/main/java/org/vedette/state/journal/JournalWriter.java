package org.vedette.state.journal;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.state.Forced;
import org.vedette.api.state.RegisterWrite;
import org.vedette.state.file.Frame;
import org.vedette.state.share.Sharing;
import org.vedette.state.table.Tables;

/**
 * The one thread that writes: takes all that waits, links the audit records, writes one frame,
 * forces it, brings it into effect, and has the callers told.
 */
final class JournalWriter implements Runnable {
  private static final int MAX_BATCH = 1_000;
  private static final long MAX_BATCH_BYTES = 4 << 20;

  /** Batches of so many on average show that entries come faster than one by one. */
  private static final double BUSY = 1.25;

  /** Share of the last batch in the average. */
  private static final double LAST = 1 / 8.0;

  /** While busy, forces begin this far apart at least: a fast disk would be forced for each few. */
  private static final long BUSY_PACE_NANOS = TimeUnit.MICROSECONDS.toNanos(400);

  /** Entries that are written at once, however short ago the last force was. */
  private static final int ENOUGH = 64;

  private final LinkedBlockingQueue<Prepared> queue = new LinkedBlockingQueue<>();
  private final Tables tables;
  private final AuditTail tail;
  private final AuditChain chain;
  private final Segments segments;
  private final SegmentWriter file;
  private final Completions completions;
  private final Troubles troubles;
  private final InstantSource clock;
  private final Identity identity;
  private final Compactor compactor;
  private final Supplier<Limits> limits;
  private final Sharing sharing;
  private long sequence;
  private long forcedAt = System.nanoTime();
  private double batchSize = 1;
  private volatile boolean closing;
  private volatile boolean ended;

  JournalWriter(Recovered found, Parts parts) {
    this.identity = found.identity();
    this.tables = found.tables();
    this.tail = found.tail();
    this.segments = found.segments();
    this.sequence = found.sequence();
    this.chain = new AuditChain(identity.server(), identity.boot(), found.head());
    this.file =
        new SegmentWriter(
            new SegmentWriter.Means(
                parts.folder(), () -> parts.limits().get().minFreeBytes(), parts.background()),
            identity,
            segments,
            found.nextIndex());
    this.completions = parts.completions();
    this.troubles = parts.troubles();
    this.clock = parts.clock();
    this.compactor = parts.compactor();
    this.limits = parts.limits();
    this.sharing = parts.sharing();
  }

  /**
   * What the writer works with.
   *
   * @param folder where segments lie
   * @param completions tells callers
   * @param troubles told what fails
   * @param clock the time
   * @param compactor writes snapshots
   * @param limits bounds
   * @param background writes zeros ahead of the entries
   * @param sharing tells other servers
   */
  record Parts(
      org.vedette.state.file.Folder folder,
      Completions completions,
      Troubles troubles,
      InstantSource clock,
      Compactor compactor,
      Supplier<Limits> limits,
      Executor background,
      Sharing sharing) {}

  /** Queues an entry; whatever happens, somebody is told. */
  void offer(Prepared entry) {
    if (closing) {
      completions.tell(List.of(entry), new Forced.Unavailable("the journal is being replaced"));
    } else if (troubles.fault().isPresent()) {
      completions.tell(List.of(entry), new Forced.Unavailable("the journal has stopped"));
    } else if (queue.size() >= limits.get().maxQueue()) {
      completions.tell(List.of(entry), new Forced.Unavailable("the queue of the journal is full"));
    } else {
      queue.add(entry);
      if (ended) {
        refuseRest();
      }
    }
  }

  /**
   * Writes an empty entry while the disk fails and nobody else writes, so that the journal heals
   * also when the trouble itself keeps people away.
   */
  void probe() {
    if (troubles.unwritable() && queue.isEmpty()) {
      offer(Prepared.nothing());
    }
  }

  /** Begins the first segment, so that a folder that cannot be written shows at the start. */
  void open() throws IOException {
    file.rotate(sequence + 1);
  }

  /** Takes nothing more; {@link #run} ends when the queue is empty. */
  void close() {
    closing = true;
    queue.add(Prepared.wake());
  }

  @Override
  public void run() {
    try {
      List<Prepared> batch = next();
      while (!batch.isEmpty()) {
        write(batch);
        batch = next();
      }
    } catch (RuntimeException | Error bug) {
      troubles.fault(bug);
    } finally {
      ended = true;
      refuseRest();
      file.close();
    }
  }

  private void refuseRest() {
    List<Prepared> rest = new ArrayList<>();
    queue.drainTo(rest);
    completions.tell(rest, new Forced.Unavailable("the journal has stopped"));
  }

  /** Waits for entries; returns none when closing and nothing waits. */
  private List<Prepared> next() {
    List<Prepared> batch = new ArrayList<>();
    try {
      while (batch.isEmpty() && !(closing && queue.isEmpty())) {
        Prepared first = queue.take();
        if (!first.isWake()) {
          batch.add(first);
        }
      }
      pace();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return batch;
    }
    long bytes = batch.stream().mapToLong(Prepared::bytes).sum();
    while (batch.size() < MAX_BATCH && bytes < MAX_BATCH_BYTES && !queue.isEmpty()) {
      Prepared more = queue.remove();
      if (!more.isWake()) {
        batch.add(more);
        bytes += more.bytes();
      }
    }
    return batch;
  }

  /** Lets more entries come while there are many, for a moment: they share the force. */
  private void pace() {
    long left = forcedAt + BUSY_PACE_NANOS - System.nanoTime();
    while (batchSize >= BUSY && left > 0 && !closing && queue.size() < ENOUGH) {
      LockSupport.parkNanos(this, left);
      left = forcedAt + BUSY_PACE_NANOS - System.nanoTime();
    }
    forcedAt = System.nanoTime();
  }

  private void write(List<Prepared> batch) {
    batchSize += (batch.size() - batchSize) * LAST;
    List<Prepared> accepted = new ArrayList<>(batch.size());
    try {
      for (Prepared entry : batch) {
        accept(entry, accepted);
      }
      if (!accepted.isEmpty()) {
        commit(accepted);
        compactor.afterWrite(this::rotate, file.size());
      }
    } catch (RuntimeException | Error bug) {
      completions.tell(batch, new Forced.Unavailable("internal error: " + bug));
      throw bug;
    }
  }

  private void accept(Prepared entry, List<Prepared> accepted) {
    for (RegisterWrite write : entry.entry().registers()) {
      if (!tables.registers().accepts(write)) {
        refuse(
            entry, "registers of kind " + write.key().kind() + " do not merge as " + write.merge());
        return;
      }
    }
    if (tables.claims().reserve(entry.entry().claims())) {
      accepted.add(entry);
    } else {
      refuse(entry, "a claim of the entry is no longer held by its request");
    }
  }

  private void refuse(Prepared entry, String why) {
    completions.tell(List.of(entry), new Forced.Unavailable(why));
  }

  private void commit(List<Prepared> accepted) {
    AuditChain.Head before = chain.head();
    List<ChainedRecord> audit = new ArrayList<>();
    List<byte[]> bytes = new ArrayList<>(accepted.size());
    for (Prepared entry : accepted) {
      List<ChainedRecord> linked = chain.link(entry.audit());
      audit.addAll(linked);
      bytes.add(entry.whole(linked));
    }
    Instant at = clock.instant();
    troubles.writing();
    try {
      SegmentWriter.Span span = file.append(new Frame(sequence + 1, at, bytes));
      sequence++;
      segments.note(sequence, span.offset(), span.end(), audit);
    } catch (IOException failure) {
      chain.reset(before);
      accepted.forEach(entry -> tables.claims().unreserve(entry.entry().claims()));
      troubles.unwritable(failure.toString());
      completions.tell(accepted, new Forced.Unavailable("journal: " + failure.getMessage()));
      return;
    }
    troubles.written();
    tail.add(audit);
    completions.tell(inEffect(accepted, at), new Forced.Done());
    if (!audit.isEmpty()) {
      completions.auditNews();
    }
  }

  /**
   * Brings entries into effect and has others told of them.
   *
   * @return those whose callers may be told at once
   */
  private List<Prepared> inEffect(List<Prepared> accepted, Instant at) {
    List<Prepared> ready = new ArrayList<>(accepted.size());
    for (Prepared entry : accepted) {
      tables.apply(identity.server(), entry.entry(), at);
      entry.merged().forEach(sharing::apply);
      sharing
          .tell(entry.entry(), at)
          .ifPresentOrElse(
              told ->
                  told.whenComplete(
                      (nothing, failure) -> completions.tell(List.of(entry), new Forced.Done())),
              () -> ready.add(entry));
    }
    return ready;
  }

  /** Begins a new segment and returns what was in effect at that moment. */
  private Image rotate() throws IOException {
    troubles.writing();
    file.rotate(sequence + 1);
    troubles.written();
    return image();
  }

  /** Takes an image; on the writing thread, or after it has ended. */
  Image image() {
    return Image.of(identity, sequence, chain.head(), compactor.kept(), tables);
  }
}
