package org.vedette.accounting.forward;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.accounting.forward.Cursors.Mark;
import org.vedette.accounting.journal.Disk;
import org.vedette.accounting.journal.JournalReader.Batch;
import org.vedette.accounting.journal.JournalReader.Numbered;
import org.vedette.accounting.journal.JournalReader.Place;
import org.vedette.accounting.journal.ReportJournal;
import org.vedette.accounting.journal.ReportJournal.File;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.api.accounting.AccountingForwarder;
import org.vedette.api.store.MalformedRecordException;

/** Hands reports on to their targets, out of the journal, each target on its own. Thread-safe. */
public final class Forwarding implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);
  private static final int PAGE = 1_000;

  /** While nothing is handed on, the file is written so seldom. */
  private static final long SEEN = 10_000;

  private final Disk disk;
  private final ReportJournal journal;
  private final Function<String, Optional<AccountingForwarder>> forwarders;
  private final InstantSource clock;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor executor;
  private Cursors saved;

  /**
   * Goes on where a predecessor has stopped.
   *
   * @param forwarders finds a target by its name, while it is there
   * @throws IOException when the disk cannot be read
   */
  public Forwarding(
      Disk disk,
      ReportJournal journal,
      Function<String, Optional<AccountingForwarder>> forwarders,
      InstantSource clock)
      throws IOException {
    this.disk = disk;
    this.journal = journal;
    this.forwarders = forwarders;
    this.clock = clock;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, "vedette-accounting-forward");
              thread.setDaemon(true);
              return thread;
            });
    // What waits for a silent target is in the journal: nobody waits for it at the end.
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.saved = Cursors.read(disk);
    saved.lanes().forEach((name, mark) -> lanes.put(name, lane(name, mark)));
    findOthers(saved.known());
    lanes.values().forEach(lane -> lane.wake(false));
  }

  private Lane lane(String target, Mark mark) {
    return new Lane(target, mark, journal.reader(), forwarders, executor, clock);
  }

  /** Targets that the file does not know have reports only behind the number that it names. */
  private void findOthers(long known) throws IOException {
    Place place = journal.reader().seek(known);
    Batch batch = journal.reader().read(place, PAGE);
    while (!batch.entries().isEmpty()) {
      for (Numbered each : batch.entries()) {
        if (each.number() > known) {
          expect(target(each), each.number() - 1);
        }
      }
      batch = journal.reader().read(batch.next(), PAGE);
    }
  }

  private static String target(Numbered entry) {
    try {
      return StoredReport.read(entry).report().target();
    } catch (MalformedRecordException damaged) {
      LOG.error("A stored accounting report cannot be read. number={}", entry.number(), damaged);
      return "";
    }
  }

  private void expect(String target, long after) {
    if (!target.isEmpty()) {
      lanes.computeIfAbsent(target, name -> lane(name, new Mark(after, 0)));
    }
  }

  /** A report for this target is about to be stored. */
  public void expect(String target) {
    expect(target, journal.last());
  }

  /** A report for this target is stored, or the target has come. */
  public void wake(String target, boolean atOnce) {
    Optional.ofNullable(lanes.get(target)).ifPresent(lane -> lane.wake(atOnce));
  }

  /** Looks after all targets, and writes down how far they are. Called by one thread. */
  public void tick() throws IOException {
    lanes.values().forEach(lane -> lane.wake(false));
    save();
  }

  private synchronized void save() throws IOException {
    // In this order: a target of a report up to this number has its lane.
    long known = journal.last();
    Map<String, Mark> behind = new HashMap<>();
    lanes.forEach(
        (name, lane) -> {
          Mark mark = lane.mark();
          if (mark.number() < known || mark.lost() > 0) {
            behind.put(name, mark);
          }
        });
    boolean changed = !behind.equals(saved.lanes()) || known - saved.known() > SEEN;
    if (changed) {
      Cursors next = new Cursors(known, behind);
      next.write(disk);
      saved = next;
    }
  }

  /** Number up to which all targets are through, as it stands on disk. */
  public synchronized long through() {
    return lanes.entrySet().stream()
        .mapToLong(
            lane ->
                Math.min(
                    lane.getValue().mark().number(),
                    Optional.ofNullable(saved.lanes().get(lane.getKey()))
                        .map(Mark::number)
                        .orElse(saved.known())))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Gives up the reports of a file for all targets that are not through with it. */
  public void giveUp(File file) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    Map<String, Mark> marks =
        lanes.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, lane -> lane.getValue().mark()));
    Batch batch = journal.reader().read(journal.reader().seek(file.first() - 1), PAGE);
    boolean inside = !batch.entries().isEmpty();
    while (inside) {
      for (Numbered each : batch.entries()) {
        String target = target(each);
        Mark mark = marks.get(target);
        if (each.number() <= file.last() && mark != null && each.number() > mark.number()) {
          counts.merge(target, 1L, Long::sum);
        }
      }
      List<Numbered> page = batch.entries();
      inside = page.get(page.size() - 1).number() < file.last();
      batch = journal.reader().read(batch.next(), PAGE);
      inside &= !batch.entries().isEmpty();
    }
    lanes.forEach((name, lane) -> lane.skip(file.last(), counts.getOrDefault(name, 0L)));
    save();
  }

  /** What is wrong; empty when nothing is. */
  public Optional<String> trouble() {
    String all =
        lanes.values().stream()
            .flatMap(lane -> lane.trouble().stream())
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /** How many were acknowledged by their targets since the start. */
  public long delivered() {
    return lanes.values().stream().mapToLong(Lane::delivered).sum();
  }

  /** How many no target ever got. */
  public long lost() {
    return lanes.values().stream().mapToLong(lane -> lane.mark().lost()).sum();
  }

  /** Stops handing on, and writes down how far it was. */
  @Override
  public void close() {
    lanes.values().forEach(Lane::close);
    executor.shutdown();
    try {
      save();
    } catch (IOException failure) {
      LOG.warn(
          "How far accounting reports were handed on could not be written: some are handed on"
              + " again. why=\"{}\"",
          failure.getMessage());
    }
  }
}
