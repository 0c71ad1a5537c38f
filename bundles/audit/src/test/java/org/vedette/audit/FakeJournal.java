package org.vedette.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.state.Forced;
import org.vedette.api.state.Journal;
import org.vedette.api.state.JournalEntry;

/** A journal in memory. */
public final class FakeJournal implements Journal {
  private final String server;
  private final List<ChainedRecord> records = new ArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long boot = 1;
  private long kept;

  public FakeJournal(String server) {
    this.server = server;
  }

  public synchronized void reboot() {
    boot++;
  }

  public synchronized ChainedRecord add(AuditRecord record) {
    byte[] previous =
        records.isEmpty()
            ? new byte[ChainedRecord.HASH_LENGTH]
            : records.get(records.size() - 1).hash();
    long number = records.size() + 1L;
    byte[] bytes = record.toBytes();
    ChainedRecord chained =
        new ChainedRecord(
            server,
            boot,
            number,
            previous,
            ChainedRecord.hash(server, boot, number, previous, bytes),
            bytes);
    records.add(chained);
    return chained;
  }

  /** Loses the newest records, like a restored copy. */
  public synchronized void cut(int size) {
    records.subList(size, records.size()).clear();
  }

  public synchronized long kept() {
    return kept;
  }

  public int listeners() {
    return listeners.size();
  }

  @Override
  public CompletionStage<Forced> append(JournalEntry entry) {
    entry.audit().forEach(this::add);
    listeners.forEach(Runnable::run);
    return CompletableFuture.completedStage(new Forced.Done());
  }

  @Override
  public String server() {
    return server;
  }

  /** Gives what {@link #keepAuditFrom} has not released. */
  @Override
  public synchronized List<ChainedRecord> auditAfter(long after, int max) {
    return records.stream()
        .filter(record -> record.number() > Math.max(after, kept))
        .limit(max)
        .toList();
  }

  @Override
  public synchronized void keepAuditFrom(long number) {
    kept = number;
  }

  @Override
  public synchronized long lastAudit() {
    return records.size();
  }

  @Override
  public AutoCloseable onAudit(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
