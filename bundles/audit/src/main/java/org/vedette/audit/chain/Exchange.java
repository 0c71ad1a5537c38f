package org.vedette.audit.chain;

import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.AuditExchange;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.audit.chain.Disputes.Dispute;
import org.vedette.audit.table.AuditTable;

/** Records of other servers: taken when they continue what is held, and given. Thread-safe. */
public final class Exchange implements AuditExchange {
  /** Longest record that the table takes. */
  private static final int LONGEST = 1 << 20;

  private static final int MOST = 1_000;

  /** Most servers that records are held of, those of long ago included. */
  private static final int MOST_SERVERS = 500;

  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,36}");

  private final JournalTail tail;
  private final Chains chains;
  private final Disputes disputes;
  private final InstantSource clock;

  /** Works on these. */
  public Exchange(JournalTail tail, Chains chains, Disputes disputes, InstantSource clock) {
    this.tail = tail;
    this.chains = chains;
    this.disputes = disputes;
    this.clock = clock;
  }

  @Override
  public String server() {
    return tail.server();
  }

  @Override
  public Map<String, Head> heads() {
    Map<String, Head> heads = new HashMap<>();
    // Without the table nobody can say what is held.
    chains.ask(AuditTable::lasts);
    for (Map.Entry<String, Long> each : chains.lasts().entrySet()) {
      // Without the journal nobody knows how far this server has come.
      if (!each.getKey().equals(tail.server()) || tail.journal() != null) {
        heads.put(each.getKey(), head(each.getKey(), each.getValue()));
      }
    }
    return heads;
  }

  private Head head(String server, long number) {
    List<ChainedRecord> last = number == 0 ? List.of() : chains.after(server, number - 1, 1);
    return last.isEmpty()
        ? new Head(0, new byte[ChainedRecord.HASH_LENGTH])
        : new Head(last.get(0).number(), last.get(0).hash());
  }

  @Override
  public List<ChainedRecord> after(String server, long number, int limit, int bytes) {
    List<ChainedRecord> page = new ArrayList<>();
    long sum = 0;
    for (ChainedRecord each : chains.after(server, number, Math.max(1, Math.min(MOST, limit)))) {
      sum += each.record().length;
      if (!page.isEmpty() && sum > bytes) {
        return page;
      }
      page.add(each);
    }
    return page;
  }

  @Override
  public Taken take(String from, String server, List<ChainedRecord> records) {
    if (tail.server().isEmpty() || server.equals(tail.server()) || !ID.matcher(server).matches()) {
      throw new IllegalArgumentException("no other server's records: " + server);
    }
    Taken taken = chains.ask(to -> take(to, server, records));
    return taken.match(
        stored -> {
          disputes.agreed(server);
          return stored;
        },
        refused -> {
          dispute(from, server, refused.why(), refused.number());
          return refused;
        });
  }

  private synchronized Taken take(AuditTable table, String server, List<ChainedRecord> records)
      throws SQLException {
    Map<String, Long> lasts = table.lasts();
    if (!lasts.containsKey(server) && lasts.size() >= MOST_SERVERS) {
      throw new SQLException("records of more than " + MOST_SERVERS + " servers");
    }
    long held = lasts.getOrDefault(server, 0L);
    List<ChainedRecord> before = held == 0 ? List.of() : table.after(server, held - 1, 1);
    if (held > 0 && before.isEmpty()) {
      table.forget();
      throw new SQLException("the database has lost its newest records: they are fetched again");
    }
    Continuation chain = new Continuation(table, server, held, before);
    for (ChainedRecord each : records) {
      Fault fault = chain.fault(each);
      if (fault != null) {
        return new Taken.Refused(fault, each.number());
      }
    }
    if (!chain.fresh.isEmpty()) {
      table.insert(chain.fresh);
    }
    return new Taken.Stored(chain.number);
  }

  /** What continues a chain, record by record. */
  private static final class Continuation {
    private final AuditTable table;
    private final String server;
    private final long held;
    private final List<ChainedRecord> fresh = new ArrayList<>();
    private long number;
    private long boot;
    private byte[] previous;

    Continuation(AuditTable table, String server, long held, List<ChainedRecord> last) {
      this.table = table;
      this.server = server;
      this.held = held;
      this.number = held;
      this.boot = last.isEmpty() ? 0 : last.get(0).boot();
      this.previous = last.isEmpty() ? new byte[ChainedRecord.HASH_LENGTH] : last.get(0).hash();
    }

    /** Returns what is wrong with the next record; null when nothing is. */
    @Nullable Fault fault(ChainedRecord next) throws SQLException {
      if (!next.server().equals(server) || !next.intact() || next.record().length > LONGEST) {
        return Fault.DAMAGED;
      }
      if (next.number() <= held) {
        List<ChainedRecord> same = table.after(server, next.number() - 1, 1);
        return !same.isEmpty() && MessageDigest.isEqual(same.get(0).hash(), next.hash())
            ? null
            : Fault.PARTED;
      }
      if (next.number() != number + 1) {
        return next.number() > number + 1 && fresh.isEmpty() ? Fault.GAP : Fault.DAMAGED;
      }
      if (!MessageDigest.isEqual(next.previous(), previous)) {
        return fresh.isEmpty() && held > 0 ? Fault.PARTED : Fault.DAMAGED;
      }
      if (next.boot() < boot) {
        return Fault.DAMAGED;
      }
      number = next.number();
      boot = next.boot();
      previous = next.hash();
      fresh.add(next);
      return null;
    }
  }

  @Override
  public void parted(String from, String server, long number) {
    dispute(from, server, Fault.PARTED, number);
  }

  private void dispute(String from, String server, Fault why, long number) {
    Dispute dispute = new Dispute(server, chains.label(server), from, why, number);
    if (disputes.begins(dispute) && chains.ask(to -> to.byRequest(dispute.request())).isEmpty()) {
      disputes.note(dispute, clock.instant());
    }
  }

  @Override
  public void called(Map<String, String> names) {
    Map<String, String> known = chains.names();
    if (names.entrySet().stream()
        .anyMatch(it -> !it.getValue().equals(known.getOrDefault(it.getKey(), "")))) {
      chains.ask(
          to -> {
            to.call(names);
            return names;
          });
    }
  }
}
