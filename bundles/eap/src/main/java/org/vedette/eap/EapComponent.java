package org.vedette.eap;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Outcome;
import org.vedette.api.eap.EapMessage;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.eap.EapReply;
import org.vedette.api.eap.EapServer;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.secret.SecretVault;

/** EAP as a component: settings, health, and the engine behind it. */
@Component(
    immediate = true,
    service = {EapServer.class, Capability.class},
    configurationPid = EapConfig.PID,
    property = Capability.PROPERTY + "=" + EapComponent.ID)
@Designate(ocd = EapConfig.class)
public final class EapComponent implements EapServer, Capability {
  static final String ID = "eap";

  private static final Logger LOG = LoggerFactory.getLogger(EapComponent.class);
  private static final int TEND_SECONDS = 10;

  private final String version;
  private final SecretVault vault;
  private final ScheduledExecutorService timer;
  private volatile @Nullable EapEngine engine;
  private volatile Health settingsHealth = Health.ok();

  /** Started by DS. */
  @Activate
  public EapComponent(
      BundleContext context,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) SecretVault vault,
      Map<String, Object> properties) {
    this.version = context.getBundle().getVersion().toString();
    this.vault = vault;
    modified(properties);
    timer =
        Executors.newSingleThreadScheduledExecutor(
            run -> {
              Thread thread = new Thread(run, "vedette-eap-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(this::tend, TEND_SECONDS, TEND_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes new settings; bad ones leave the last good in force. Conversations go on. */
  @Modified
  void modified(Map<String, Object> properties) {
    SettingText text = new SettingText(properties);
    Optional<EapSettings> settings = EapSettings.read(properties, text);
    if (settings.isEmpty()) {
      refuse(text);
      return;
    }
    settingsHealth = Health.ok();
    EapEngine running = engine;
    if (running == null) {
      engine = new EapEngine(vault, InstantSource.system(), System::nanoTime, settings.get());
    } else {
      running.configure(settings.get());
    }
  }

  private void refuse(SettingText text) {
    for (SettingText.Problem each : text.problems()) {
      LOG.error(
          "A setting is not valid; the last good settings stay in force."
              + " pid={} key={} problem=\"{}\"",
          EapConfig.PID,
          each.key(),
          each.text());
    }
    SettingText.Problem first = text.problems().get(0);
    settingsHealth =
        Health.critical(
            "Mend " + first.key() + " in etc/" + EapConfig.PID + ".cfg: " + first.text() + ".");
  }

  private void tend() {
    EapEngine running = engine;
    if (running != null) {
      try {
        running.tend();
      } catch (RuntimeException fault) {
        LOG.error("EAP could not be looked after; it is tried again.", fault);
      }
    }
  }

  /** Ends conversations; supplicants begin anew with the successor. */
  @Deactivate
  void close() {
    timer.shutdown();
    EapEngine running = engine;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public CompletionStage<EapReply> receive(
      EapMessage message, Function<EapQuestion, CompletionStage<Outcome>> ask) {
    EapEngine running = engine;
    return running == null
        ? java.util.concurrent.CompletableFuture.completedFuture(
            new EapReply.Silent(true, "the settings of eap are not valid"))
        : running.receive(message, ask);
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
  public int inFlight() {
    EapEngine running = engine;
    return running == null ? 0 : running.inFlight();
  }

  @Override
  public Health health() {
    EapEngine running = engine;
    return settingsHealth.status() != Health.Status.OK || running == null
        ? settingsHealth
        : running.health();
  }
}
