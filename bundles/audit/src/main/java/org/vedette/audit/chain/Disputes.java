package org.vedette.audit.chain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditExchange.Fault;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.Forced;
import org.vedette.api.state.Journal;
import org.vedette.api.state.JournalEntry;

/**
 * What is wrong with records of other servers. Each is said once: in the log, in the audit record,
 * and in health as long as it lasts. Thread-safe.
 */
public final class Disputes {
  private static final Logger LOG = LoggerFactory.getLogger(Disputes.class);

  private final JournalTail tail;
  private final LongSupplier random;
  private final Map<String, Dispute> open = new TreeMap<>();

  /**
   * One of them.
   *
   * @param server id of the server that the records are of
   * @param label what it is called
   * @param from name of the server that gave them
   * @param why what is wrong
   * @param number of the record
   */
  record Dispute(String server, String label, String from, Fault why, long number) {
    String sentence(boolean own) {
      return switch (why) {
        case GAP ->
            "records of server "
                + label
                + " before "
                + number
                + " are missing at "
                + from
                + " and cannot be fetched";
        case DAMAGED ->
            "record "
                + number
                + " of server "
                + label
                + " is not what its hash says, as "
                + from
                + " gave it; it was refused";
        case PARTED ->
            (own ? "this server" : "server " + label)
                + " was brought back from an older copy: there are two chains of it, compared at"
                + " record "
                + number
                + " with "
                + from
                + "; nothing was overwritten, each is where it was written";
      };
    }

    /** The same dispute has the same, so that it is audited once. */
    String request() {
      return "audit-" + why + "-" + server;
    }
  }

  /**
   * Begins without any.
   *
   * @param random makes ids of records
   */
  public Disputes(JournalTail tail, LongSupplier random) {
    this.tail = tail;
    this.random = random;
  }

  /** Returns whether this is news. */
  synchronized boolean begins(Dispute dispute) {
    Dispute before = open.put(dispute.server(), dispute);
    boolean news = before == null || before.why() != dispute.why();
    if (news) {
      LOG.warn("Audit records are in dispute: {}.", dispute.sentence(own(dispute)));
    }
    return news;
  }

  /** Writes a dispute into the audit record. */
  void note(Dispute dispute, Instant now) {
    AuditRecord record =
        new AuditRecord(
            AuditIds.of(random.getAsLong()),
            now,
            AuditRecord.Kind.SYSTEM,
            dispute.request(),
            "",
            "",
            "",
            Optional.empty(),
            "",
            "",
            "audit.dispute",
            false,
            "",
            "",
            "",
            Map.of(
                "why", dispute.sentence(own(dispute)),
                "server", dispute.label(),
                "from", dispute.from(),
                "number", Long.toString(dispute.number())),
            List.of());
    Journal journal = tail.journal();
    if (journal == null) {
      return;
    }
    var unused =
        journal
            .append(JournalEntry.of(record))
            .whenComplete(
                (forced, fault) -> {
                  if (!(forced instanceof Forced.Done)) {
                    LOG.error("A dispute about audit records was not audited.");
                  }
                });
  }

  /** Records of a server fit again. */
  synchronized void agreed(String server) {
    Dispute over = open.remove(server);
    if (over != null) {
      LOG.info("Audit records of a server fit again. server={}", over.label());
    }
  }

  private boolean own(Dispute dispute) {
    return dispute.server().equals(tail.server());
  }

  /** How the record feels about them. */
  public synchronized Health health() {
    return open.values().stream()
        .findFirst()
        .map(it -> Health.warn("Audit: " + it.sentence(own(it))))
        .orElseGet(Health::ok);
  }
}
