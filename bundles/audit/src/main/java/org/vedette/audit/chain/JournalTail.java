package org.vedette.audit.chain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.state.Journal;

/** The journal, while it is there. Thread-safe. */
public final class JournalTail {
  /** How many records beyond the table a query looks through. */
  private static final int MAX_SCAN = 200_000;

  private static final int PAGE = 10_000;

  private volatile @Nullable Journal journal;
  private volatile String server = "";

  /** Takes a journal, or the news that there is none. */
  public synchronized void set(@Nullable Journal now) {
    if (now != null) {
      server = now.server();
    }
    journal = now;
  }

  /** Forgets this journal, unless another has come already. */
  public synchronized void unset(Journal gone) {
    if (journal == gone) {
      journal = null;
    }
  }

  /** The journal, if it is there. */
  public @Nullable Journal journal() {
    return journal;
  }

  /** Id of this server; empty when no journal was ever seen. */
  public String server() {
    return server;
  }

  /** Number of the newest record; 0 without a journal. */
  public long last() {
    Journal now = journal;
    return now == null ? 0 : now.lastAudit();
  }

  /** Returns records after {@code number}, in order. */
  public List<ChainedRecord> after(long number, int max) {
    Journal now = journal;
    return now == null ? List.of() : now.auditAfter(number, max);
  }

  /** Returns the newest records after {@code number}, as many as a query looks through. */
  public List<ChainedRecord> newest(long number) {
    List<ChainedRecord> all = new ArrayList<>();
    long last = last();
    long from = Math.max(number, last - MAX_SCAN);
    List<ChainedRecord> page = after(from, PAGE);
    while (!page.isEmpty() && all.size() < MAX_SCAN) {
      all.addAll(page);
      page = after(page.get(page.size() - 1).number(), PAGE);
    }
    return all;
  }
}
