package org.vedette.audit.chain;

import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.audit.table.AuditTable;
import org.vedette.audit.table.Decoded;

/** One check of all chains: every number, link, hash and body. Not thread-safe. */
final class ChainCheck {
  private static final int PAGE = 1_000;
  private static final int MAX_PROBLEMS = 100;

  private final AuditTable table;
  private final JournalTail tail;
  private final UnaryOperator<String> label;
  private final List<String> problems = new ArrayList<>();
  private long checked;
  private long number;
  private long boot;
  private byte[] previous = new byte[0];

  /**
   * Checks the table, and the journal of this server.
   *
   * @param label what to tell people of a server
   */
  ChainCheck(AuditTable table, JournalTail tail, UnaryOperator<String> label) {
    this.table = table;
    this.tail = tail;
    this.label = label;
  }

  AuditLog.Verification run() throws SQLException {
    Set<String> servers = new LinkedHashSet<>(table.servers());
    if (!tail.server().isEmpty()) {
      servers.add(tail.server());
    }
    for (String server : servers) {
      server(server);
    }
    return new AuditLog.Verification(checked, List.copyOf(problems));
  }

  private void server(String server) throws SQLException {
    number = 0;
    boot = 0;
    previous = new byte[ChainedRecord.HASH_LENGTH];
    boolean own = server.equals(tail.server()) && tail.journal() != null;
    rows(server);
    if (!own) {
      return;
    }
    if (number > 0) {
      compareWithJournal(server);
    }
    journal(server);
  }

  private void rows(String server) throws SQLException {
    List<ChainedRecord> rows = table.after(server, number, PAGE);
    while (!rows.isEmpty()) {
      rows.forEach(this::row);
      rows = table.after(server, number, PAGE);
    }
  }

  private void row(ChainedRecord row) {
    link(row);
    try {
      Decoded.record(row);
    } catch (MalformedRecordException | IllegalArgumentException damaged) {
      problem(row, "the body cannot be read");
    }
  }

  private void link(ChainedRecord record) {
    checked++;
    boolean follows = record.number() == number + 1;
    if (!follows) {
      problem(record, "records " + (number + 1) + " to " + (record.number() - 1) + " are missing");
    } else if (!MessageDigest.isEqual(record.previous(), previous)) {
      problem(record, "it does not continue the record before it");
    }
    if (!record.intact()) {
      problem(record, "its hash is not that of its content");
    }
    if (record.boot() < boot) {
      problem(record, "its boot number " + record.boot() + " is below the " + boot + " before");
    }
    number = record.number();
    boot = record.boot();
    previous = record.hash();
  }

  /** The journal may still hold the last row's record: then both must be the same. */
  private void compareWithJournal(String server) {
    long last = tail.last();
    if (last > 0 && number > last) {
      add(server, number, "the journal knows no such record, it ends at " + last);
      return;
    }
    List<ChainedRecord> same = tail.after(number - 1, 1);
    if (!same.isEmpty()
        && same.get(0).number() == number
        && !MessageDigest.isEqual(same.get(0).hash(), previous)) {
      add(server, number, "the journal holds another record of this number");
    }
  }

  private void journal(String server) throws SQLException {
    List<ChainedRecord> page = tail.after(number, PAGE);
    while (!page.isEmpty()) {
      if (page.get(0).number() != number + 1) {
        // Copied and dropped by the journal since the table was read.
        rows(server);
        page = tail.after(number, PAGE);
      }
      page.forEach(this::link);
      page = tail.after(number, PAGE);
    }
  }

  private void problem(ChainedRecord record, String what) {
    add(record.server(), record.number(), what);
  }

  private void add(String server, long which, String what) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add("Record " + which + " of server " + label.apply(server) + ": " + what + ".");
    }
  }
}
