package org.vedette.audit.chain;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditMarks;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.audit.ChainedRecord;
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

  private final JournalTail tail;
  private final Chains chains;
  private final Copier copier;
  private final InstantSource clock;

  /** Unites both. */
  public UnitedLog(JournalTail tail, Chains chains, Copier copier, InstantSource clock) {
    this.tail = tail;
    this.chains = chains;
    this.copier = copier;
    this.clock = clock;
  }

  /** Records found, each once, oldest first. */
  private static final class Found {
    private final Map<AuditPosition, Numbered> records = new TreeMap<>();
    private final Map<String, String> names;

    Found(Map<String, String> names) {
      this.names = names;
    }

    void add(ChainedRecord chained) {
      decoded(chained).ifPresent(this::put);
    }

    Optional<Numbered> decoded(ChainedRecord chained) {
      return Decoded.of(chained, names.getOrDefault(chained.server(), ""));
    }

    void put(Numbered numbered) {
      records.put(numbered.position(), numbered);
    }

    List<Numbered> all(Comparator<Numbered> order, int limit) {
      return records.values().stream().sorted(order).limit(limit).toList();
    }
  }

  private static final Comparator<Numbered> OLDEST_FIRST = Comparator.comparing(Numbered::position);

  @Override
  public Optional<Numbered> byId(String id) {
    for (ChainedRecord chained : waiting()) {
      if (Facts.of(chained).id().equals(id)) {
        return new Found(chains.names()).decoded(chained);
      }
    }
    return chains.ask(to -> to.byId(id)).flatMap(it -> new Found(chains.names()).decoded(it));
  }

  @Override
  public List<Numbered> byRequest(String requestId) {
    Found found = new Found(chains.names());
    for (ChainedRecord chained : waiting()) {
      if (Facts.of(chained).requestId().equals(requestId)) {
        found.add(chained);
      }
    }
    chains.ask(to -> to.byRequest(requestId)).forEach(found::add);
    return found.all(OLDEST_FIRST, Integer.MAX_VALUE);
  }

  @Override
  public List<Numbered> search(Query asked) {
    Query query = limited(asked);
    Map<String, String> names = chains.names();
    Search search = new Search(query, ids(query.server(), names));
    Found found = new Found(names);
    for (ChainedRecord chained : waiting()) {
      found.decoded(chained).filter(search::fits).ifPresent(found::put);
    }
    chains.ask(to -> to.search(search)).forEach(found::put);
    return found.all(OLDEST_FIRST.reversed(), query.limit());
  }

  /** Ids of the servers that are called so: one that took the place of another has its name too. */
  private static Set<String> ids(String asked, Map<String, String> names) {
    Set<String> ids = new HashSet<>(Set.of(asked));
    names.forEach(
        (id, name) -> {
          if (name.equals(asked)) {
            ids.add(id);
          }
        });
    return ids;
  }

  private static Query limited(Query query) {
    return new Query(
        query.text(),
        query.result(),
        query.server(),
        query.from(),
        query.to(),
        query.before(),
        Math.max(1, Math.min(MOST, query.limit())));
  }

  private static int limited(int limit) {
    return Math.max(1, Math.min(MAX_LIMIT, limit));
  }

  @Override
  public List<Numbered> after(long number, int limit) {
    Found found = new Found(chains.names());
    return chains.after(server(), number, limited(limit)).stream()
        .map(found::decoded)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public long last() {
    long inJournal = tail.last();
    return inJournal > 0 ? inJournal : chains.ask(to -> to.last(server()));
  }

  private String server() {
    return tail.server().isEmpty()
        ? chains.ask(AuditTable::newestServer).orElse("")
        : tail.server();
  }

  @Override
  public AuditMarks marks() {
    return new AuditMarks(clock.instant(), chains.lasts());
  }

  @Override
  public Followed following(AuditMarks marks, int limit) {
    return new Following(chains).after(marks, limited(limit));
  }

  @Override
  public Verification verify() {
    return chains.ask(to -> new ChainCheck(to, tail, chains::label).run());
  }

  /** Returns the records that the table need not have yet. */
  private List<ChainedRecord> waiting() {
    return tail.newest(copier.copied());
  }
}
