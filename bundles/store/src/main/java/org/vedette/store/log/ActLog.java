package org.vedette.store.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.store.db.Effect;

/** Where the audit records of changes go. */
public interface ActLog {
  /** Waits until records can be taken, at most {@code limit}; false when they still cannot. */
  boolean ready(Duration limit);

  /** Records what {@code actor} did. Never blocks. */
  CompletionStage<Forced> record(Actor actor, List<Effect> effects);
}
