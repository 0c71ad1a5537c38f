package org.vedette.store.db;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.vedette.api.store.ChangeApplier.Position;

/** The one row that says how far the log was applied, and which log it is. */
@Entity
@Table(name = "log_position")
public class PositionEntity {
  static final int ONLY = 1;
  static final String STANDALONE = "standalone";

  @Id
  @Column(name = "id")
  private int id;

  @Column(name = "epoch")
  private long epoch;

  @Column(name = "log_index")
  private long index;

  @Column(name = "log_mark")
  private String mark;

  /** For JPA; the migration makes the row. */
  @SuppressWarnings("NullAway.Init")
  protected PositionEntity() {}

  Position position() {
    return new Position(epoch, index);
  }

  boolean standalone() {
    return STANDALONE.equals(mark);
  }

  /** Returns whether a place lies above this one; a new epoch lies above all of the old. */
  boolean below(long otherEpoch, long otherIndex) {
    return otherEpoch > epoch || (otherEpoch == epoch && otherIndex > index);
  }

  /** Returns which log is in use: 0 for the store's own. */
  long reign() {
    return standalone() ? 0 : Long.parseLong(mark);
  }

  void reign(long epochOfLog) {
    mark = epochOfLog == 0 ? STANDALONE : Long.toString(epochOfLog);
  }

  void moveTo(long newEpoch, long newIndex) {
    epoch = newEpoch;
    index = newIndex;
  }
}
