package org.vedette.replication.member;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;

/** Writes what an order changes, and says in the words of orders why that could not be. */
record OrderedChange(Standing standing) {
  private static final long WRITE_SECONDS = 20;
  private static final String LATE =
      "the change was not written in time, and may be written later: look before you order it again";

  /** Writes a change; empty when it was written. */
  Optional<ClusterAnswer> write(Change change, Actor actor) {
    Committed committed =
        standing
            .append(change, actor)
            .toCompletableFuture()
            .completeOnTimeout(new Committed.Unavailable(LATE), WRITE_SECONDS, TimeUnit.SECONDS)
            .join();
    return committed.match(
        done -> Optional.empty(),
        conflict ->
            Optional.of(new ClusterAnswer.Unavailable("somebody changed it meanwhile: try again")),
        nobody ->
            Optional.of(
                new ClusterAnswer.Unavailable(
                    "no master reachable: sign-ins go on, changes do not; promote with bin/vedette"
                        + " server promote")),
        unavailable -> Optional.of(new ClusterAnswer.Unavailable(unavailable.why())));
  }
}
