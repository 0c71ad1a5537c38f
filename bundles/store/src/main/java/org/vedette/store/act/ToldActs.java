package org.vedette.store.act;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.store.WriteListener;
import org.vedette.store.db.Effect;
import org.vedette.store.db.Row;
import org.vedette.store.log.ActLog;

/** Tells listeners what was written here, then has it audited. */
public final class ToldActs implements ActLog {
  private static final Logger LOG = LoggerFactory.getLogger(ToldActs.class);

  private final ActLog acts;
  private final List<WriteListener> listeners = new CopyOnWriteArrayList<>();

  /** Has acts audited by {@code acts}. */
  public ToldActs(ActLog acts) {
    this.acts = acts;
  }

  /** Tells this one too from now on. */
  public void add(WriteListener listener) {
    listeners.add(listener);
  }

  /** Tells this one no more. */
  public void remove(WriteListener listener) {
    listeners.remove(listener);
  }

  @Override
  public boolean ready(Duration limit) {
    return acts.ready(limit);
  }

  @Override
  public CompletionStage<Forced> record(Actor actor, List<Effect> effects) {
    if (!listeners.isEmpty() && !effects.isEmpty()) {
      tell(
          effects.stream()
              .map(each -> new WriteListener.Written(read(each.before()), read(each.after())))
              .toList(),
          actor);
    }
    return acts.record(actor, effects);
  }

  /**
   * Records what came by the log of several servers, where it was this one that took the change;
   * whoever waits for the change does not wait for its record.
   *
   * @param taken who made the change; empty when another server took it
   * @param index number of the change, for the log
   */
  public void taken(Optional<Actor> taken, List<Effect> effects, long index) {
    if (taken.isEmpty() || effects.isEmpty()) {
      return;
    }
    Actor actor = taken.get();
    var unused =
        record(actor, effects)
            .whenComplete(
                (forced, fault) -> {
                  if (!(forced instanceof Forced.Done)) {
                    LOG.error(
                        "A change was made but not audited actor={} via={} index={} reason={}",
                        actor.name(),
                        actor.via(),
                        index,
                        fault == null ? forced : fault.toString());
                  }
                });
  }

  private void tell(List<WriteListener.Written> written, Actor actor) {
    for (WriteListener listener : listeners) {
      try {
        listener.written(written, actor);
      } catch (RuntimeException fault) {
        LOG.error("A listener of changes failed listener={}", listener.getClass().getName(), fault);
      }
    }
  }

  private static Optional<StoredRecord> read(Optional<Row> row) {
    try {
      return row.map(Row::read);
    } catch (MalformedRecordException newer) {
      return Optional.empty();
    }
  }
}
