package org.vedette.vault;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.secret.KeyTransfer;
import org.vedette.api.secret.PasswordHasher;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.Records;

/**
 * Opens the vault and registers its services; while the keys cannot be opened nothing is
 * registered, so that whoever needs a secret waits, and the files are looked at again every few
 * seconds.
 */
@Component(
    immediate = true,
    configurationPid = VaultConfig.PID,
    service = Capability.class,
    property = Capability.PROPERTY + "=vault")
@Designate(ocd = VaultConfig.class)
public final class VaultComponent implements Capability {
  private static final Logger LOG = LoggerFactory.getLogger(VaultComponent.class);
  private static final long RETRY_SECONDS = 5;

  private final BundleContext context;
  private final String base;
  private final SecureRandom random = new SecureRandom();
  private final KeyFile keyFile = new KeyFile(random, Clock.systemUTC());
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1,
          run -> {
            Thread thread = new Thread(run, "vedette-vault-keys");
            thread.setDaemon(true);
            return thread;
          });

  private volatile @Nullable VaultSettings settings;
  private volatile @Nullable Records records;
  private volatile Health settingsHealth = Health.ok();
  private volatile Health keysHealth = Health.warn("The vault is being opened.");
  private @Nullable KeyVault vault;
  private @Nullable Argon2Hasher hasher;

  /** Started by DS; the keys are opened on a thread of the vault's own. */
  @Activate
  public VaultComponent(BundleContext context, VaultConfig config) {
    this.context = context;
    String home = context.getProperty("karaf.base");
    this.base = home == null ? "." : home;
    modified(config);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "unbindRecords")
  void bindRecords(Records service) {
    records = service;
  }

  void unbindRecords(Records service) {
    if (records == service) {
      records = null;
    }
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(VaultConfig config) {
    try {
      settings = VaultSettings.of(config, base);
      settingsHealth = Health.ok();
    } catch (VaultSettings.BadSettingException bad) {
      LOG.error(
          "A setting is not valid; the last good settings, or the defaults, stay in force."
              + " pid={} key={} problem=\"{}\"",
          VaultConfig.PID,
          bad.key(),
          bad.problem());
      settingsHealth =
          Health.critical(
              "Mend " + bad.key() + " in etc/" + VaultConfig.PID + ".cfg: " + bad.problem() + ".");
      if (settings == null) {
        settings = filesOnly(config);
      }
    }
    worker.execute(this::open);
  }

  /** What the first start with bad settings goes on with; nothing when a path is bad. */
  private @Nullable VaultSettings filesOnly(VaultConfig config) {
    try {
      return VaultSettings.filesOnly(config, base);
    } catch (VaultSettings.BadSettingException badPath) {
      return null;
    }
  }

  /** Takes the services back and ends the threads. */
  @Deactivate
  void close() throws InterruptedException {
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    worker.shutdown();
    worker.awaitTermination(2, TimeUnit.SECONDS);
    synchronized (registrations) {
      registrations.forEach(ServiceRegistration::unregister);
      registrations.clear();
    }
    Argon2Hasher last = hasher;
    if (last != null) {
      last.close();
    }
  }

  @Override
  public String id() {
    return "vault";
  }

  @Override
  public String version() {
    return context.getBundle().getVersion().toString();
  }

  @Override
  public Health health() {
    return settingsHealth.status() == Health.Status.OK ? keysHealth : settingsHealth;
  }

  /** Runs on the worker thread alone. */
  private void open() {
    VaultSettings now = settings;
    if (now == null) {
      return;
    }
    try {
      serve(now, keyFile.open(now));
      keysHealth = Health.ok();
    } catch (VaultLockedException locked) {
      if (!keysHealth.message().equals(locked.advice())) {
        LOG.error("The vault stays locked. problem=\"{}\"", locked.advice());
      }
      keysHealth = Health.critical(locked.advice());
      worker.schedule(this::open, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void serve(VaultSettings now, KeyRing ring) {
    KeyVault open = vault;
    Argon2Hasher running = hasher;
    if (open != null && running != null) {
      open.use(ring);
      running.use(now);
      return;
    }
    open = new KeyVault(ring, random, () -> Optional.ofNullable(records));
    running = new Argon2Hasher(now, random, Runtime.getRuntime().availableProcessors());
    vault = open;
    hasher = running;
    KeyTransfer transfer =
        new RingTransfer(
            open,
            keyFile,
            new KeyParcel(random),
            () -> Objects.requireNonNull(settings, "the vault was opened with settings"));
    List<ServiceRegistration<?>> fresh =
        List.of(
            context.registerService(SecretVault.class, open, null),
            context.registerService(PasswordHasher.class, running, null),
            context.registerService(KeyTransfer.class, transfer, null));
    synchronized (registrations) {
      registrations.addAll(fresh);
    }
    LOG.info("The vault is open. keys={}", ring.keys().size());
  }
}
