package org.vedette.disconnect;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
import org.vedette.api.accounting.AccountingSessions;
import org.vedette.api.auth.Application;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.RecordListener;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.User;

/** Looks when users or applications change, and every minute, on a thread of its own. */
@Component(
    immediate = true,
    service = {Capability.class, RecordListener.class},
    property = Capability.PROPERTY + "=" + DisconnectComponent.ID)
public final class DisconnectComponent implements Capability, RecordListener {
  static final String ID = "disconnect";
  private static final Logger LOG = LoggerFactory.getLogger(DisconnectComponent.class);
  private static final long PERIOD_SECONDS = 60;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Records records;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable AccountingSessions sessions;

  private final String version;
  private final Disconnecter disconnecter;
  private final ScheduledThreadPoolExecutor timer;
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicLong ended = new AtomicLong();

  /** Started by DS. */
  @Activate
  public DisconnectComponent(BundleContext context, @Reference SecretVault vault) {
    version = context.getBundle().getVersion().toString();
    disconnecter = new Disconnecter(vault, InstantSource.system());
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, "vedette-disconnect");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
  }

  @Override
  public void changed(Set<RecordType<?>> types) {
    if ((types.contains(User.TYPE) || types.contains(Application.TYPE))
        && due.compareAndSet(false, true)) {
      try {
        timer.execute(this::look);
      } catch (RejectedExecutionException stopped) {
        LOG.debug("Stopped already.");
      }
    }
  }

  private void look() {
    due.set(false);
    Records from = records;
    AccountingSessions known = sessions;
    if (from == null || known == null) {
      return;
    }
    try {
      ended.addAndGet(disconnecter.look(from, known));
    } catch (StoreUnavailableException unreadable) {
      LOG.debug("It is looked again in a minute.", unreadable);
    } catch (RuntimeException fault) {
      LOG.error("Sessions of blocked users could not be looked for; tried every minute.", fault);
    }
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
    Records from = records;
    try {
      if (sessions == null
          && from != null
          && from.all(Application.TYPE).stream().anyMatch(Target::wanted)) {
        return Health.warn("Sessions of blocked users go on, because accounting is not installed.");
      }
    } catch (StoreUnavailableException unreadable) {
      return Health.warn("The applications cannot be read: " + unreadable.getMessage());
    }
    return new Health(Health.Status.OK, ended.get() == 0 ? "" : "ended=" + ended.get());
  }
}
