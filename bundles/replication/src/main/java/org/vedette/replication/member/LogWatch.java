package org.vedette.replication.member;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.ClusterView.Progress;
import org.vedette.replication.raft.Watch;

/** Remembers how the log fares. Thread-safe. */
final class LogWatch implements Watch {
  private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);

  private volatile String trouble = "";
  private String leader = "";
  private volatile @Nullable Progress progress;
  private volatile Runnable changed = () -> {};

  /** Has somebody told, by a thread of the log, when another leads. */
  void onLeader(Runnable told) {
    changed = told;
  }

  /** What keeps changes from being applied here; empty when nothing does. */
  String trouble() {
    return trouble;
  }

  /** How far an image is installed. */
  Optional<Progress> progress() {
    return Optional.ofNullable(progress);
  }

  void clear() {
    trouble = "";
    progress = null;
  }

  @Override
  public void stuck(String why) {
    if (trouble.isEmpty()) {
      LOG.error("Changes of the cluster are not applied here now. reason=\"{}\"", why);
    }
    trouble = why;
  }

  @Override
  public void goesOn() {
    LOG.info("Changes of the cluster are applied here again.");
    trouble = "";
  }

  @Override
  public void installing(long done, long total) {
    progress = done < total ? new Progress("copying records", done, total) : null;
  }

  @Override
  public void leader(String id) {
    if (isNew(id)) {
      LOG.info("The master of the cluster is another. master={}", id);
      changed.run();
    }
  }

  private synchronized boolean isNew(String id) {
    boolean another = !id.isEmpty() && !id.equals(leader);
    leader = another ? id : leader;
    return another;
  }
}
