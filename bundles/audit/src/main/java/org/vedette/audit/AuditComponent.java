package org.vedette.audit;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditExchange;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditMarks;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.Journal;
import org.vedette.audit.chain.Chains;
import org.vedette.audit.chain.Condition;
import org.vedette.audit.chain.Copier;
import org.vedette.audit.chain.Disputes;
import org.vedette.audit.chain.Exchange;
import org.vedette.audit.chain.JournalTail;
import org.vedette.audit.chain.UnitedLog;
import org.vedette.audit.chain.Worker;
import org.vedette.audit.table.AuditTable;

/**
 * The audit record as a service. Journal and database may come and go: nothing here is ever waited
 * for by a sign-in.
 */
@Component(
    service = {AuditLog.class, AuditExchange.class, Capability.class},
    immediate = true,
    property = Capability.PROPERTY + "=" + AuditComponent.ID)
public final class AuditComponent implements AuditLog, AuditExchange, Capability {
  static final String ID = "audit";
  private static final Logger LOG = LoggerFactory.getLogger(AuditComponent.class);

  private final JournalTail tail = new JournalTail();
  private final Condition condition = new Condition();
  private final Copier copier;
  private final UnitedLog log;
  private final Disputes disputes = new Disputes(tail, new SecureRandom()::nextLong);
  private final Exchange exchange;
  private final Worker worker;
  private final String version;
  private volatile @Nullable DataSource source;
  private volatile @Nullable AuditTable table;
  private @Nullable AutoCloseable listening;

  /** Starts to copy. */
  @Activate
  public AuditComponent(BundleContext context) {
    this(context.getBundle().getVersion().toString(), InstantSource.system());
  }

  AuditComponent(String version, InstantSource clock) {
    this.version = version;
    this.copier = new Copier(tail, this::table, condition, clock);
    Chains chains = new Chains(tail, this::table);
    this.log = new UnitedLog(tail, chains, copier, clock);
    this.exchange = new Exchange(tail, chains, disputes, clock);
    this.worker = new Worker("vedette-audit-copier", copier::run);
  }

  private Optional<AuditTable> table() {
    return Optional.ofNullable(table);
  }

  /** The database is open. */
  @Reference(
      target = "(osgi.jndi.service.name=vedette.audit)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "unbindDatabase")
  void bindDatabase(DataSource opened) {
    source = opened;
    table = new AuditTable(opened);
    worker.wake();
  }

  /** The database is closed, perhaps because another was opened. */
  void unbindDatabase(DataSource closed) {
    if (source == closed) {
      source = null;
      table = null;
    }
  }

  /** The journal is there. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "unbindJournal")
  synchronized void bindJournal(Journal journal) {
    stopListening();
    tail.set(journal);
    listening = journal.onAudit(worker::wake);
    worker.wake();
  }

  /** The journal goes, perhaps because another came. */
  synchronized void unbindJournal(Journal journal) {
    if (tail.journal() == journal) {
      stopListening();
    }
    tail.unset(journal);
  }

  private void stopListening() {
    AutoCloseable before = listening;
    listening = null;
    if (before != null) {
      try {
        before.close();
      } catch (Exception failure) {
        LOG.debug("Leaving a journal failed.", failure);
      }
    }
  }

  /** Ends the copying; the rest stays in the journal. */
  @Deactivate
  public void close() {
    worker.close();
    synchronized (this) {
      stopListening();
    }
  }

  @Override
  public Optional<Numbered> byId(String id) {
    return log.byId(id);
  }

  @Override
  public List<Numbered> byRequest(String requestId) {
    return log.byRequest(requestId);
  }

  @Override
  public List<Numbered> search(Query query) {
    return log.search(query);
  }

  @Override
  public List<Numbered> after(long number, int limit) {
    return log.after(number, limit);
  }

  @Override
  public long last() {
    return log.last();
  }

  @Override
  public AuditMarks marks() {
    return log.marks();
  }

  @Override
  public Followed following(AuditMarks marks, int limit) {
    return log.following(marks, limit);
  }

  @Override
  public String server() {
    return exchange.server();
  }

  @Override
  public Map<String, Head> heads() {
    return exchange.heads();
  }

  @Override
  public List<ChainedRecord> after(String server, long number, int limit, int bytes) {
    return exchange.after(server, number, limit, bytes);
  }

  @Override
  public Taken take(String from, String server, List<ChainedRecord> records) {
    return exchange.take(from, server, records);
  }

  @Override
  public void parted(String from, String server, long number) {
    exchange.parted(from, server, number);
  }

  @Override
  public void called(Map<String, String> names) {
    exchange.called(names);
  }

  @Override
  public Verification verify() {
    return log.verify();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Health health() {
    Health copying = condition.health();
    return copying.equals(Health.ok()) ? disputes.health() : copying;
  }
}
