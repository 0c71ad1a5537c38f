package org.vedette.accounting;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.accounting.journal.DiskFolder;
import org.vedette.accounting.table.AccountingTable;
import org.vedette.accounting.table.StoredSessions;
import org.vedette.api.accounting.AccountingDesk;
import org.vedette.api.accounting.AccountingForwarder;
import org.vedette.api.accounting.AccountingSessions;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.ServiceDirectory;

/**
 * Accounting as services. The desk appears once the journal is open; database and targets may come
 * and go.
 */
@Component(
    service = {AccountingSessions.class, Capability.class},
    immediate = true,
    configurationPid = AccountingConfig.PID,
    property = Capability.PROPERTY + "=" + AccountingComponent.ID)
@Designate(ocd = AccountingConfig.class)
public final class AccountingComponent implements AccountingSessions, Capability {
  static final String ID = "accounting";
  private static final Logger LOG = LoggerFactory.getLogger(AccountingComponent.class);
  private static final int RETRY_SECONDS = 5;

  private final BundleContext context;
  private final String base;
  private final ServiceDirectory<String, AccountingForwarder> forwarders = new ServiceDirectory<>();
  private final StoredSessions sessions;
  private final ScheduledThreadPoolExecutor retry;
  private volatile AccountingSettings settings;
  private volatile @Nullable String badSettings;
  private volatile @Nullable String closedBecause = "it has not been opened";
  private volatile @Nullable DataSource source;
  private volatile @Nullable AccountingTable table;
  private volatile @Nullable OpenAccounting open;
  private @Nullable DiskFolder folder;
  private @Nullable ServiceRegistration<?> desk;

  /** Opens the journal. */
  @Activate
  public AccountingComponent(BundleContext context, AccountingConfig config) {
    this.context = context;
    this.base = Optional.ofNullable(context.getProperty("karaf.base")).orElse(".");
    this.settings = AccountingSettings.defaults(base);
    this.sessions =
        new StoredSessions(
            () -> Optional.ofNullable(table),
            this::catchUp,
            () -> settings.stale(),
            InstantSource.system());
    this.retry =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, "vedette-accounting-open");
              thread.setDaemon(true);
              return thread;
            });
    modified(config);
    tryOpen();
  }

  /** Takes new settings; wrong ones are refused as a whole. */
  @Modified
  public void modified(AccountingConfig config) {
    try {
      settings = AccountingSettings.of(config, base);
      badSettings = null;
    } catch (IllegalArgumentException wrong) {
      badSettings = wrong.getMessage();
      LOG.error(
          "Settings are refused, the last good ones stay. pid={} cause={}",
          AccountingConfig.PID,
          wrong.getMessage());
    }
  }

  private synchronized void tryOpen() {
    if (open != null || retry.isShutdown()) {
      return;
    }
    try {
      DiskFolder opened = DiskFolder.open(settings.directory());
      try {
        start(opened);
      } catch (IOException | RuntimeException failure) {
        opened.close();
        throw failure;
      }
    } catch (IOException unreachable) {
      refuse("its folder cannot be used: " + unreachable);
      retry.schedule(this::tryOpen, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void start(DiskFolder opened) throws IOException {
    OpenAccounting started =
        new OpenAccounting(
            opened,
            () -> settings,
            () -> Optional.ofNullable(table),
            forwarders::find,
            InstantSource.system());
    folder = opened;
    open = started;
    closedBecause = null;
    desk = context.registerService(AccountingDesk.class, started.desk(), null);
  }

  private void refuse(String why) {
    if (!why.equals(closedBecause)) {
      LOG.error(
          "Accounting reports are not stored and not acknowledged. directory={} cause=\"{}\"",
          settings.directory(),
          why);
    }
    closedBecause = why;
  }

  /** The database is open. */
  @Reference(
      target = "(osgi.jndi.service.name=vedette.accounting)",
      cardinality = OPTIONAL,
      policy = DYNAMIC,
      policyOption = GREEDY,
      unbind = "unbindDatabase")
  void bindDatabase(DataSource opened) {
    source = opened;
    table = new AccountingTable(opened);
    OpenAccounting now = open;
    if (now != null) {
      now.wake();
    }
  }

  /** The database is closed, perhaps because another was opened. */
  void unbindDatabase(DataSource closed) {
    if (source == closed) {
      source = null;
      table = null;
    }
  }

  /** A target has come. */
  @Reference(
      cardinality = MULTIPLE,
      policy = DYNAMIC,
      policyOption = GREEDY,
      unbind = "unbindForwarder")
  void bindForwarder(AccountingForwarder forwarder, Map<String, Object> properties) {
    Object ranking = properties.get(Constants.SERVICE_RANKING);
    String name = name(properties);
    forwarders.add(name, ranking instanceof Integer number ? number : 0, forwarder);
    OpenAccounting now = open;
    if (now != null) {
      now.wake(name);
    }
  }

  /** A target goes; its reports wait. */
  void unbindForwarder(AccountingForwarder forwarder, Map<String, Object> properties) {
    forwarders.remove(name(properties), forwarder);
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(AccountingForwarder.PROPERTY));
  }

  private void catchUp() {
    OpenAccounting now = open;
    if (now != null) {
      now.catchUp();
    }
  }

  /** Withdraws the desk and writes what waits. */
  @Deactivate
  public synchronized void close() {
    retry.shutdownNow();
    ServiceRegistration<?> registered = desk;
    if (registered != null) {
      registered.unregister();
    }
    OpenAccounting last = open;
    open = null;
    if (last != null) {
      last.close();
    }
    DiskFolder opened = folder;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException failure) {
        LOG.debug("Closing the folder of the journal failed. cause={}", failure.toString());
      }
    }
  }

  @Override
  public List<Session> search(Query query) {
    return sessions.search(query);
  }

  @Override
  public Optional<Session> find(long id) {
    return sessions.find(id);
  }

  @Override
  public List<Stored> reports(long id) {
    return sessions.reports(id);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return context.getBundle().getVersion().toString();
  }

  @Override
  public Health health() {
    String closed = closedBecause;
    String bad = badSettings;
    OpenAccounting now = open;
    if (closed != null || now == null) {
      return Health.critical("Accounting reports are not stored and not acknowledged: " + closed);
    }
    if (bad != null) {
      return Health.critical("Settings of " + AccountingConfig.PID + " are refused: " + bad);
    }
    return now.health();
  }
}
