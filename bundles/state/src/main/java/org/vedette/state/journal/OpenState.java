package org.vedette.state.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.Forced;
import org.vedette.api.state.Journal;
import org.vedette.api.state.JournalEntry;
import org.vedette.state.file.Folder;
import org.vedette.state.share.News;
import org.vedette.state.share.Sharing;
import org.vedette.state.table.ChallengeTable;
import org.vedette.state.table.ClaimTable;
import org.vedette.state.table.RegisterTable;
import org.vedette.state.table.Tables;

/** The journal at work, with the tables it fills. Thread-safe. */
public final class OpenState implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(OpenState.class);
  private static final int MAX_OUTCOME = 8 << 10;
  private static final long MAX_ENTRY = 1 << 20;
  private static final int MANY_SEGMENTS = 16;
  private static final int PATIENCE_SECONDS = 5;
  private static final int SWEEP_SECONDS = 5;
  private static final int PROBE_SECONDS = 2;

  private final Completions completions = new Completions();
  private final Troubles troubles;
  private final ScheduledThreadPoolExecutor keeper =
      new ScheduledThreadPoolExecutor(1, run -> daemon(run, "vedette-state-keeper"));
  private final ExecutorService room =
      Executors.newSingleThreadExecutor(run -> daemon(run, "vedette-state-room"));
  private final Supplier<Limits> limits;
  private final Recovered found;
  private final AuditReader audit;
  private final Compactor compactor;
  private final Sharing sharing;
  private final JournalWriter writer;
  private final Thread writing;

  /**
   * Recovers from {@code folder} and begins to write.
   *
   * @param handedOver image left by the predecessor; used only if it fits the files
   * @throws org.vedette.state.file.DamagedJournalException when the files are damaged
   */
  public OpenState(
      Folder folder, Supplier<Limits> limits, InstantSource clock, Optional<byte[]> handedOver)
      throws IOException {
    this.limits = limits;
    this.troubles = new Troubles(clock);
    Instant start = Instant.now();
    try {
      boolean shared = SharedMark.read(folder);
      found =
          new Recovery(folder, () -> tables(clock, shared), limits.get().auditTail())
              .run(handedOver);
      audit = new AuditReader(folder, found.segments(), found.tail());
      compactor = new Compactor(folder, found, keeper, troubles, limits);
      sharing =
          new Sharing(
              new Sharing.Means(
                  server(),
                  tables(),
                  this::later,
                  on -> SharedMark.set(folder, on),
                  this::appendMerged),
              shared,
              !found.handedOver());
      writer =
          new JournalWriter(
              found,
              new JournalWriter.Parts(
                  folder, completions, troubles, clock, compactor, limits, room, sharing));
      writer.open();
    } catch (IOException | RuntimeException failure) {
      keeper.shutdownNow();
      room.shutdownNow();
      completions.close();
      throw failure;
    }
    if (found.segments().count() > MANY_SEGMENTS
        || found.segments().bytes() > limits.get().snapshotBytes()) {
      compactor.want();
    }
    keeper.scheduleWithFixedDelay(
        found.tables()::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    keeper.scheduleWithFixedDelay(this::probe, PROBE_SECONDS, PROBE_SECONDS, TimeUnit.SECONDS);
    writing = daemon(writer, "vedette-state-writer");
    writing.start();
    report(start);
  }

  private void report(Instant start) {
    LOG.info(
        "State recovered. server={} boot={} registers={} claims={} challenges={} entries={}"
            + " bytesCut={} lastAudit={} handedOver={} millis={}",
        found.identity().server(),
        found.identity().boot(),
        found.tables().registers().size(),
        found.tables().claims().size(),
        found.tables().challenges().open(),
        found.entries(),
        found.cut(),
        lastAudit(),
        found.handedOver(),
        Duration.between(start, Instant.now()).toMillis());
  }

  private Tables tables(InstantSource clock, boolean shared) {
    ChallengeTable challenges =
        new ChallengeTable(clock, () -> limits.get().maxChallenges(), completions::run);
    challenges.remember(shared);
    return new Tables(new RegisterTable(), new ClaimTable(clock, completions::run), challenges);
  }

  private void later(Runnable task, Duration delay) {
    try {
      keeper.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ended) {
      LOG.trace("Nothing is done later: the journal is closed.");
    }
  }

  private static Thread daemon(Runnable run, String name) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(true);
    return thread;
  }

  /** What servers share, and claims as other bundles see them. */
  public Sharing sharing() {
    return sharing;
  }

  /** The tables: claims, registers, challenges. */
  public Tables tables() {
    return found.tables();
  }

  @Override
  public CompletionStage<Forced> append(JournalEntry entry) {
    if (entry.outcome().length > MAX_OUTCOME) {
      return refused("the outcome of an entry exceeds " + MAX_OUTCOME + " bytes");
    }
    Prepared prepared;
    try {
      prepared = Prepared.of(entry);
    } catch (RuntimeException malformed) {
      return refused("malformed entry: " + malformed);
    }
    if (prepared.bytes() > MAX_ENTRY) {
      return refused("an entry exceeds " + MAX_ENTRY + " bytes");
    }
    writer.offer(prepared);
    return prepared.done().minimalCompletionStage();
  }

  /** Writes what another server told: several entries where it is much. */
  private CompletionStage<Forced> appendMerged(List<News> news) {
    List<Prepared> entries = new ArrayList<>();
    for (News each : news) {
      entries.add(Prepared.of(List.of(each)));
    }
    entries.forEach(writer::offer);
    return CompletableFuture.allOf(
            entries.stream().map(Prepared::done).toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> worst(entries));
  }

  private static Forced worst(List<Prepared> entries) {
    return entries.stream()
        .map(each -> each.done().join())
        .filter(Forced.Unavailable.class::isInstance)
        .findFirst()
        .orElseGet(Forced.Done::new);
  }

  private static CompletionStage<Forced> refused(String why) {
    return CompletableFuture.completedStage(new Forced.Unavailable(why));
  }

  @Override
  public String server() {
    return found.identity().server();
  }

  @Override
  public List<ChainedRecord> auditAfter(long after, int max) {
    return audit.after(after, max);
  }

  @Override
  public void keepAuditFrom(long number) {
    compactor.keep(Math.min(number, lastAudit()));
  }

  @Override
  public long lastAudit() {
    return found.tail().last();
  }

  @Override
  public AutoCloseable onAudit(Runnable listener) {
    return completions.onAudit(listener);
  }

  /** Asks for a snapshot after the next entry. */
  public void compactSoon() {
    compactor.want();
  }

  /** Tries whether the disk can be written again, if it could not. */
  void probe() {
    writer.probe();
  }

  /** How the journal feels. */
  public Health health() {
    Health health = troubles.health();
    long bytes = found.segments().bytes();
    if (health.status() == Health.Status.OK && bytes > limits.get().auditBacklogBytes()) {
      return Health.warn(
          "The journal keeps "
              + (bytes >> 20)
              + " MiB of audit records that the audit bundle has not fetched: is it running?");
    }
    return health;
  }

  /**
   * Writes what waits, then ends all threads.
   *
   * @return the image for a successor; empty when it could not be made
   */
  public Optional<byte[]> close() {
    writer.close();
    boolean ended = joined();
    found.tables().claims().close();
    room.shutdown();
    keeper.shutdown();
    try {
      if (!keeper.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        keeper.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    completions.close();
    return ended && troubles.fault().isEmpty() ? image() : Optional.empty();
  }

  private boolean joined() {
    try {
      writing.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      return !writing.isAlive();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<byte[]> image() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Image image = writer.image()) {
      ImageWriter.write(image, out);
      return Optional.of(out.toByteArray());
    } catch (IOException | OutOfMemoryError tooLarge) {
      LOG.debug("No image is handed over. cause={}", tooLarge.toString());
      return Optional.empty();
    }
  }
}
