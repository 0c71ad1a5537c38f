package org.vedette.api.state;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.audit.ChainedRecord;

/** The one journal of sign-ins: group commit, one writer. */
@ProviderType
public interface Journal {
  /**
   * Appends an entry. The stage completes after the force that covers it; entries are in effect in
   * the order of their completion. Never blocks, never completes exceptionally; a full queue is
   * {@link Forced.Unavailable}.
   */
  CompletionStage<Forced> append(JournalEntry entry);

  /** Id of this server: random, made at first boot, kept with the journal. */
  String server();

  /**
   * Returns audit records that follow {@code after} in the chain of this server, forced ones only;
   * records the journal has dropped after a compaction are skipped, which {@link #keepAuditFrom}
   * prevents.
   *
   * @param after number of the last one seen; 0 for the beginning
   * @param max how many at most, 1 to 10,000
   */
  List<ChainedRecord> auditAfter(long after, int max);

  /** Says that records up to {@code number} are safe elsewhere and may be dropped. */
  void keepAuditFrom(long number);

  /** Number of the newest forced audit record; 0 when there is none. */
  long lastAudit();

  /**
   * Runs {@code listener} after a force that made audit records durable; it must return at once.
   */
  AutoCloseable onAudit(Runnable listener);
}
