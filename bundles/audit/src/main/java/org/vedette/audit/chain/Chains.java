package org.vedette.audit.chain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.audit.table.AuditTable;

/**
 * The chains of all servers: that of this server goes on from the table into the journal.
 * Thread-safe.
 */
public final class Chains {
  private final JournalTail tail;
  private final Supplier<Optional<AuditTable>> table;

  /**
   * Unites both.
   *
   * @param table the table, while its database is open
   */
  public Chains(JournalTail tail, Supplier<Optional<AuditTable>> table) {
    this.tail = tail;
    this.table = table;
  }

  /** Something asked of the table. */
  interface Question<T> {
    T ask(AuditTable table) throws SQLException;
  }

  /**
   * Asks the table.
   *
   * @throws StoreUnavailableException when it is not there, or does not answer
   */
  <T> T ask(Question<T> question) {
    try {
      return question.ask(
          table.get().orElseThrow(() -> new SQLException("the audit database is not open")));
    } catch (SQLException failure) {
      throw new StoreUnavailableException("audit: " + failure.getMessage(), failure);
    }
  }

  /** Id of this server; empty when its journal was never here. */
  String own() {
    return tail.server();
  }

  /** Returns records of a server that follow a number, in order. */
  List<ChainedRecord> after(String server, long number, int limit) {
    List<ChainedRecord> found = new ArrayList<>(ask(to -> to.after(server, number, limit)));
    if (found.size() < limit && server.equals(tail.server())) {
      long reached = found.isEmpty() ? number : found.get(found.size() - 1).number();
      found.addAll(tail.after(reached, limit - found.size()));
    }
    return found;
  }

  /** Number of the newest record of each server; this server's alone without a database. */
  Map<String, Long> lasts() {
    boolean open = table.get().isPresent();
    Map<String, Long> all = new HashMap<>(open ? ask(AuditTable::lasts) : Map.of());
    if (tail.last() > 0) {
      all.put(tail.server(), tail.last());
    }
    return all;
  }

  /** What servers are called, by id; nothing is known without a database. */
  Map<String, String> names() {
    return table.get().isPresent() ? ask(AuditTable::names) : Map.of();
  }

  /** What to tell people of a server. */
  String label(String server) {
    String name = names().getOrDefault(server, "");
    return name.isEmpty() ? server : name + " (" + server + ")";
  }
}
