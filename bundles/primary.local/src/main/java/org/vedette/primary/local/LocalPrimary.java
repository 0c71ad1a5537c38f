package org.vedette.primary.local;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.BundleContext;
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
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.primary.LocalPasswords;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.PasswordHasher;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.Actor;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.store.Records;

/** Primary authentication against built-in accounts, and the setting of their passwords. */
@Component(
    immediate = true,
    configurationPid = LocalConfig.PID,
    property = {
      PrimaryAuthenticator.PROPERTY + "=local",
      Capability.PROPERTY + "=" + LocalPrimary.ID
    })
@Designate(ocd = LocalConfig.class)
@ReplicatedSettings(LocalConfig.PID)
public final class LocalPrimary implements PrimaryAuthenticator, LocalPasswords, Capability {
  static final String ID = "primary.local";

  private static final Logger LOG = LoggerFactory.getLogger(LocalPrimary.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final String version;
  private final Helpers helpers = new Helpers();
  private final InFlight running = new InFlight();
  private final PasswordCheck checks;
  private final PasswordWriter writer;
  private volatile LocalSettings settings = LocalSettings.DEFAULTS;
  private volatile Health settingsHealth = Health.ok();

  /** Started by DS. */
  @Activate
  public LocalPrimary(BundleContext context, LocalConfig config) {
    this(context.getBundle().getVersion().toString(), Clock.systemUTC());
    modified(config);
  }

  LocalPrimary(String version, InstantSource clock) {
    this.version = version;
    checks = new PasswordCheck(helpers, new SourceThrottle(clock, () -> settings), clock);
    writer = new PasswordWriter(helpers, clock, () -> settings.keepNtHashes());
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "unbindHasher")
  void bindHasher(PasswordHasher service) {
    helpers.add(service);
  }

  void unbindHasher(PasswordHasher service) {
    helpers.remove(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "unbindVault")
  void bindVault(SecretVault service) {
    helpers.add(service);
  }

  void unbindVault(SecretVault service) {
    helpers.remove(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "unbindRecords")
  void bindRecords(Records service) {
    helpers.add(service);
  }

  void unbindRecords(Records service) {
    helpers.remove(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "unbindChanges")
  void bindChanges(ChangeLog service) {
    helpers.add(service);
  }

  void unbindChanges(ChangeLog service) {
    helpers.remove(service);
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(LocalConfig config) {
    try {
      settings = LocalSettings.of(config);
      settingsHealth = Health.ok();
    } catch (LocalSettings.BadSettingException bad) {
      LOG.error(
          "A setting is not valid; the last good settings, or the defaults, stay in force."
              + " pid={} key={} problem=\"{}\"",
          LocalConfig.PID,
          bad.key(),
          bad.problem());
      settingsHealth =
          Health.critical("Mend the setting " + LocalConfig.PID + ": " + bad.problem() + ".");
    }
  }

  /** Lets running checks end. */
  @Deactivate
  void close() {
    int left = running.drain(DRAIN);
    if (left > 0) {
      LOG.info("Password checks go on after the end of their bundle. count={}", left);
    }
  }

  @Override
  public CompletionStage<PrimaryVerdict> check(PrimaryRequest request) {
    return running.track(() -> checks.check(request));
  }

  @Override
  public CompletionStage<Committed> set(UUID user, Secret password, Actor actor) {
    return running.track(() -> writer.set(user, password, actor));
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
    Health now = settingsHealth;
    return now.status() != Health.Status.OK || helpers.complete()
        ? now
        : Health.warn("Waits for the vault or the store: passwords cannot be checked.");
  }
}
