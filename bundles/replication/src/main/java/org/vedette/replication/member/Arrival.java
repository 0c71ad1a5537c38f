package org.vedette.replication.member;

import java.util.Optional;
import java.util.OptionalLong;
import org.vedette.api.cluster.ClusterView.Progress;

/**
 * How far a server that joins is once it has its image: it belongs when it also has every change
 * that the master had by then, since without those it would refuse people who were added later than
 * the image. One thread looks; any may ask for the progress.
 */
final class Arrival {
  private static final long UNKNOWN = -1;

  private volatile long began;
  private volatile long here;
  private volatile long goal = UNKNOWN;

  /** The log is opened anew: what is to be reached is asked again. */
  void clear() {
    goal = UNKNOWN;
  }

  /**
   * Looks where the records are.
   *
   * @param index of the newest change here, in the reign of the master
   * @param ahead of the newest change of the master; empty while it is not heard
   * @return whether everything is here that the master had when this was first asked
   */
  boolean reached(long index, OptionalLong ahead) {
    here = index;
    if (goal == UNKNOWN && ahead.isPresent()) {
      began = index;
      goal = ahead.getAsLong();
    }
    return goal != UNKNOWN && index >= goal;
  }

  /** How much of it is here; empty before the image and at the end. */
  Optional<Progress> progress() {
    long to = goal;
    return to == UNKNOWN || here >= to
        ? Optional.empty()
        : Optional.of(
            new Progress("copying changes newer than the image", here - began, to - began));
  }
}
