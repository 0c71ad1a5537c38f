package org.vedette.store.settings;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.RecordListener;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;
import org.vedette.api.store.Setting;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.store.StoreHealth;

/**
 * Carries the replicated settings of the store into Configuration Admin, whenever a setting, a
 * configuration or the set of bundles changes. Works on a thread of its own.
 */
@Component(
    service = {RecordListener.class, ConfigurationListener.class},
    immediate = true)
public final class SettingsPublisher
    implements RecordListener, ConfigurationListener, BundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsPublisher.class);
  private static final String PART = "settings";
  private static final int AGAIN_SECONDS = 5;
  private static final int CLOSE_SECONDS = 2;

  private final SettingsReconciler reconciler;
  private final StoreHealth health;
  private final BundleContext context;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean pending = new AtomicBoolean();

  /** Publishes everything, and then what changes. */
  @Activate
  public SettingsPublisher(
      @Reference Records records,
      @Reference ConfigurationAdmin admin,
      @Reference StoreHealth health,
      BundleContext context) {
    this.health = health;
    this.context = context;
    this.reconciler =
        new SettingsReconciler(admin, records, () -> ReplicatedPids.declared(context));
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "vedette-store-settings");
              made.setDaemon(true);
              return made;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    context.addBundleListener(this);
    soon();
  }

  @Deactivate
  void close() {
    context.removeBundleListener(this);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.debug("The publisher of settings is still at work");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    health.report(PART, Health.ok());
  }

  @Override
  public void changed(Set<RecordType<?>> types) {
    if (types.contains(Setting.TYPE)) {
      soon();
    }
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    if (reconciler.concerns(event.getPid()) || reconciler.concerns(event.getFactoryPid())) {
      soon();
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.RESOLVED) {
      soon();
    }
  }

  private void soon() {
    if (pending.compareAndSet(false, true)) {
      schedule(0);
    }
  }

  private void schedule(int seconds) {
    try {
      thread.schedule(this::run, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("Settings change while their publisher ends", closed);
    }
  }

  private void run() {
    pending.set(false);
    Health found;
    try {
      found = reconciler.reconcile();
    } catch (IOException | StoreUnavailableException trouble) {
      found = Health.critical("Settings cannot be published: " + trouble.getMessage());
    } catch (RuntimeException fault) {
      LOG.error("Settings cannot be published because of a fault in the server", fault);
      found = Health.critical("Settings cannot be published: see the log.");
    }
    health.report(PART, found);
    if (!found.equals(Health.ok()) && pending.compareAndSet(false, true)) {
      schedule(AGAIN_SECONDS);
    }
  }
}
