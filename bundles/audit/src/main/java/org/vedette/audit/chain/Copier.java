package org.vedette.audit.chain;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.state.Journal;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.audit.table.AuditTable;

/**
 * Copies records from the journal to the table, and tells the journal which of them it may drop:
 * only what a force has put on the disk. Used by one thread; {@link #copied} by any.
 */
public final class Copier {
  private static final int PAGE = 1_000;
  private static final Duration FORCE_EVERY = Duration.ofSeconds(3);

  private final JournalTail tail;
  private final Supplier<Optional<AuditTable>> table;
  private final Condition condition;
  private final InstantSource clock;
  private volatile long copied;
  private @Nullable Pair known;
  private long safe;
  private Instant forced = Instant.EPOCH;
  private boolean filling;

  /** For which journal and table {@link #copied} is known. */
  private record Pair(Journal journal, AuditTable table) {}

  /**
   * Begins after what the table holds.
   *
   * @param table the table, while its database is open
   */
  public Copier(
      JournalTail tail,
      Supplier<Optional<AuditTable>> table,
      Condition condition,
      InstantSource clock) {
    this.tail = tail;
    this.table = table;
    this.condition = condition;
    this.clock = clock;
  }

  /** Number of the last record of this server that is in the table; 0 when that is not known. */
  public long copied() {
    return copied;
  }

  /** Copies all there is. */
  public void run() {
    Optional<AuditTable> to = table.get();
    Journal from = tail.journal();
    if (to.isEmpty()) {
      condition.absent();
      return;
    }
    try {
      if (from != null) {
        copy(from, to.get());
      } else {
        to.get().servers();
      }
      condition.good();
    } catch (SQLException failure) {
      known = null;
      condition.bad("the audit database fails: " + failure.getMessage());
    } catch (AheadException | MalformedRecordException wrong) {
      condition.bad(String.valueOf(wrong.getMessage()));
    }
  }

  private void copy(Journal from, AuditTable to) throws SQLException, AheadException {
    Pair pair = new Pair(from, to);
    if (!pair.equals(known)) {
      copied = to.last(from.server());
      safe = 0;
      known = pair;
      filling = true;
    }
    if (from.lastAudit() < copied) {
      throw new AheadException(
          "the journal ends at record "
              + from.lastAudit()
              + ", the audit database at "
              + copied
              + ": an old copy of the journal was restored");
    }
    List<ChainedRecord> page = from.auditAfter(copied, PAGE);
    while (!page.isEmpty()) {
      to.insert(page);
      copied = page.get(page.size() - 1).number();
      release(from, to);
      page = from.auditAfter(copied, PAGE);
    }
    release(from, to);
    // One at a time: there may be thousands after an update of the tables.
    filling = (to.missed() || filling) && to.fillBlocks();
  }

  private void release(Journal from, AuditTable to) throws SQLException {
    Instant now = clock.instant();
    if (copied > safe && !now.isBefore(forced.plus(FORCE_EVERY))) {
      long upTo = copied;
      to.force();
      forced = now;
      safe = upTo;
      from.keepAuditFrom(upTo);
    }
  }

  private static final class AheadException extends Exception {
    private static final long serialVersionUID = 1L;

    AheadException(String message) {
      super(message);
    }
  }
}
