package org.vedette.store.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.ChangeApplier.Applied;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.ChangeApplier.Verdict;
import org.vedette.api.store.Committed;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.store.db.Outcome;
import org.vedette.store.db.RecordStore;
import org.vedette.store.db.RecordStore.Place;

/** Forces a group of changes to the log and applies them. Called by one thread at a time. */
final class GroupWriter implements ChangeWriter {
  private static final String NOT_ALONE =
      "this server belongs to a group: changes go through replication, which is not running here";
  private static final String UNSURE = "; it is not known whether the change was made";

  private final ChangeFile file;
  private final RecordStore store;
  private final Limits limits;
  private final WriteCondition condition;
  private boolean recovered;

  GroupWriter(ChangeFile file, RecordStore store, Limits limits, Consumer<Health> health) {
    this.file = file;
    this.store = store;
    this.limits = limits;
    this.condition = new WriteCondition("changes cannot be written", health);
  }

  /** Opens the log and applies what the tables lack; trouble shows in the health. */
  @Override
  public void recover() {
    try {
      if (store.place().standalone()) {
        file.recover();
      }
      recovered = true;
      condition.good();
    } catch (IOException | StoreUnavailableException failure) {
      condition.failed(failure);
    }
  }

  /**
   * Applies what the tables lack, and after a failure tries whether changes can be written again:
   * trouble that keeps everybody away must end too.
   */
  @Override
  public void healIfNeeded() {
    if (recovered && condition.bad()) {
      tryOut();
    } else {
      recover();
    }
  }

  private void tryOut() {
    try {
      if (store.place().standalone()) {
        file.tryOut();
      }
      condition.good();
    } catch (IOException | RuntimeException failure) {
      condition.failed(failure);
      file.close();
    }
  }

  /** Empties the log before other records take the place of all that it led to. */
  @Override
  public void beforeInstall() throws IOException {
    if (store.place().standalone()) {
      file.empty();
    }
  }

  @Override
  public void close() {
    file.close();
  }

  /** Writes a group; the answers are in its order. */
  @Override
  public List<Written> write(List<Waiting> group) {
    List<LogEntry> entries = new ArrayList<>(group.size());
    List<Long> offsets;
    try {
      Place place = store.place();
      if (!place.standalone()) {
        return ChangeWriter.refuse(group, NOT_ALONE);
      }
      LogFile log = file.recover();
      recovered = true;
      Position last = store.position();
      for (Waiting each : group) {
        long index = last.index() + entries.size() + 1;
        entries.add(new LogEntry(new Position(last.epoch(), index), each.change()));
      }
      offsets = log.append(entries);
    } catch (IOException | StoreUnavailableException failure) {
      return ChangeWriter.refuse(group, undo(entries, List.of(), failure));
    }
    List<Written> written = new ArrayList<>(group.size());
    for (int i = 0; i < group.size(); i++) {
      try {
        written.add(apply(group.get(i), entries.get(i)));
      } catch (IOException failure) {
        int size = group.size();
        String why = undo(entries.subList(i, size), offsets.subList(i, size), failure);
        written.addAll(ChangeWriter.refuse(group.subList(i, size), why));
        return written;
      }
    }
    condition.good();
    emptyIfLong();
    return written;
  }

  private Written apply(Waiting waiting, LogEntry entry) throws IOException {
    Position at = entry.position();
    Outcome outcome = store.applyWithEffects(at.epoch(), at.index(), entry.change());
    Applied applied = outcome.applied();
    if (applied.verdict() == Verdict.UNKNOWN_VERSION) {
      throw new IOException("the change is not of a known form");
    }
    file.applied(at);
    Committed answer =
        applied.verdict() == Verdict.APPLIED
            ? new Committed.Done(at.epoch(), at.index())
            : new Committed.Conflict(applied.type(), applied.field());
    return new Written(waiting, answer, outcome.effects());
  }

  /** Takes back what is in the log but not in the tables, and says what the caller must know. */
  private String undo(List<LogEntry> entries, List<Long> offsets, Exception failure) {
    String why = condition.failed(failure);
    try {
      if (!offsets.isEmpty()) {
        return file.takeBack(entries, offsets) ? why : why + UNSURE;
      }
      if (!entries.isEmpty()) {
        file.takeBackTail();
      }
      return why;
    } catch (IOException | StoreUnavailableException unsure) {
      return why + UNSURE;
    } finally {
      file.close();
    }
  }

  private void emptyIfLong() {
    try {
      if (file.recover().end() > limits.fileBytes()) {
        file.empty();
      }
    } catch (IOException failure) {
      condition.failed(failure);
      file.close();
    }
  }
}
