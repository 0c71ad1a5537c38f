package org.vedette.audit.chain;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.audit.table.AuditTable;
import org.vedette.audit.table.Decoded;
import org.vedette.audit.table.Facts;
import org.vedette.audit.table.Search;

/**
 * Answers from the table and from what is still in the journal only. The journal is read first:
 * what is copied meanwhile is then found twice, and counted once. Thread-safe.
 */
public final class UnitedLog implements AuditLog {
  private static final int MAX_LIMIT = 1_000;
  private static final Comparator<Numbered> OLDEST_FIRST =
      Comparator.comparingLong(Numbered::number).thenComparing(Numbered::server);

  private final JournalTail tail;
  private final Supplier<Optional<AuditTable>> table;
  private final Copier copier;

  /**
   * Unites both.
   *
   * @param table the table, while its database is open
   */
  public UnitedLog(JournalTail tail, Supplier<Optional<AuditTable>> table, Copier copier) {
    this.tail = tail;
    this.table = table;
    this.copier = copier;
  }

  private record Key(String server, long number) implements Comparable<Key> {
    @Override
    public int compareTo(Key that) {
      int byServer = server.compareTo(that.server);
      return byServer != 0 ? byServer : Long.compare(number, that.number);
    }
  }

  private static final class Found {
    private final Map<Key, Numbered> records = new TreeMap<>();

    void add(ChainedRecord chained) {
      Decoded.of(chained).ifPresent(this::put);
    }

    void put(Numbered numbered) {
      records.put(new Key(numbered.server(), numbered.number()), numbered);
    }

    List<Numbered> sorted(Comparator<Numbered> order, int limit) {
      return records.values().stream().sorted(order).limit(limit).toList();
    }
  }

  @Override
  public Optional<Numbered> byId(String id) {
    for (ChainedRecord chained : waiting()) {
      if (Facts.of(chained).id().equals(id)) {
        return Decoded.of(chained);
      }
    }
    return ask(to -> to.byId(id)).flatMap(Decoded::of);
  }

  @Override
  public List<Numbered> byRequest(String requestId) {
    Found found = new Found();
    for (ChainedRecord chained : waiting()) {
      if (Facts.of(chained).requestId().equals(requestId)) {
        found.add(chained);
      }
    }
    ask(to -> to.byRequest(requestId)).forEach(found::add);
    return found.sorted(OLDEST_FIRST, Integer.MAX_VALUE);
  }

  @Override
  public List<Numbered> search(Query asked) {
    Search search = new Search(limited(asked));
    Found found = new Found();
    for (ChainedRecord chained : waiting()) {
      Decoded.of(chained)
          .filter(numbered -> search.fits(numbered.number(), numbered.record()))
          .ifPresent(found::put);
    }
    ask(to -> to.search(search)).forEach(found::put);
    return found.sorted(OLDEST_FIRST.reversed(), limited(asked.limit()));
  }

  private static Query limited(Query query) {
    return new Query(
        query.text(),
        query.result(),
        query.from(),
        query.to(),
        query.before(),
        limited(query.limit()));
  }

  private static int limited(int limit) {
    return Math.max(1, Math.min(MAX_LIMIT, limit));
  }

  @Override
  public List<Numbered> after(long number, int limit) {
    int max = limited(limit);
    Found found = new Found();
    String server = server();
    ask(to -> to.after(server, number, max)).forEach(found::add);
    long reached = found.records.values().stream().mapToLong(Numbered::number).max().orElse(number);
    if (found.records.size() < max) {
      tail.after(reached, max - found.records.size()).forEach(found::add);
    }
    return found.sorted(OLDEST_FIRST, max);
  }

  @Override
  public long last() {
    long inJournal = tail.last();
    return inJournal > 0 ? inJournal : ask(to -> to.last(server()));
  }

  private String server() {
    return tail.server().isEmpty() ? ask(AuditTable::newestServer).orElse("") : tail.server();
  }

  @Override
  public Verification verify() {
    return ask(to -> new ChainCheck(to, tail).run());
  }

  /** Returns the records that the table need not have yet. */
  private List<ChainedRecord> waiting() {
    return tail.newest(copier.copied());
  }

  private interface Question<T> {
    T ask(AuditTable table) throws SQLException;
  }

  private <T> T ask(Question<T> question) {
    try {
      return question.ask(
          table.get().orElseThrow(() -> new SQLException("the audit database is not open")));
    } catch (SQLException failure) {
      throw new StoreUnavailableException("audit: " + failure.getMessage(), failure);
    }
  }
}
