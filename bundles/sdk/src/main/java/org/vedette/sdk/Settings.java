package org.vedette.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.secret.Secret;

/** The settings of the REST API that are in force: the last good ones. */
@Component(service = Settings.class, configurationPid = SdkConfig.PID)
@Designate(ocd = SdkConfig.class)
public final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
  private static final String BASE = "${karaf.base}";

  /**
   * One set of settings with what follows from it.
   *
   * @param failuresPerMinute refused tokens that an address may send in a minute
   * @param maxBodyBytes longest body
   * @param callbacksPerMinute requests of providers that an address may send in a minute
   * @param credential the local credential
   * @param health whether they are good
   */
  private record Values(
      int failuresPerMinute,
      int maxBodyBytes,
      int callbacksPerMinute,
      Optional<Secret> credential,
      Health health) {}

  private volatile Values values = new Values(10, 1 << 20, 6000, Optional.empty(), Health.ok());

  private final String base;

  /** Reads the settings. */
  @Activate
  public Settings(BundleContext context, SdkConfig config) {
    this(Optional.ofNullable(context.getProperty("karaf.base")).orElse("."), config);
  }

  /**
   * Reads the settings.
   *
   * @param base what stands for {@code ${karaf.base}} where it was left
   */
  Settings(String base, SdkConfig config) {
    this.base = base;
    take(config);
  }

  /** Reads changed settings; bad ones leave the last good ones in force. */
  @Modified
  void modified(SdkConfig config) {
    take(config);
  }

  /** Returns how many refused tokens an address may send in a minute. */
  public int failuresPerMinute() {
    return values.failuresPerMinute();
  }

  /** Returns how long a body may be. */
  public int maxBodyBytes() {
    return values.maxBodyBytes();
  }

  /** Returns how many requests of providers an address may send in a minute. */
  public int callbacksPerMinute() {
    return values.callbacksPerMinute();
  }

  /** Returns the local credential. */
  public Optional<Secret> credential() {
    return values.credential();
  }

  /** Returns whether the settings are good. */
  public Health health() {
    return values.health();
  }

  private void take(SdkConfig config) {
    List<String> problems = new ArrayList<>();
    check("failuresPerMinute", config.failuresPerMinute(), 1, 1000, problems);
    check("maxBodyBytes", config.maxBodyBytes(), 1024, 1 << 24, problems);
    check("callbacksPerMinute", config.callbacksPerMinute(), 1, 1_000_000, problems);
    Values last = values;
    if (!problems.isEmpty()) {
      String all = String.join("; ", problems);
      LOG.error("Bad settings, the last good ones stay in force pid={} {}", SdkConfig.PID, all);
      values =
          new Values(
              last.failuresPerMinute(),
              last.maxBodyBytes(),
              last.callbacksPerMinute(),
              last.credential(),
              Health.critical("bad settings in " + SdkConfig.PID + ": " + all));
      return;
    }
    String file = config.localCredentialFile().strip().replace(BASE, base);
    Optional<Secret> credential = LocalCredential.read(file);
    boolean missing = !file.isEmpty() && credential.isEmpty();
    values =
        new Values(
            config.failuresPerMinute(),
            config.maxBodyBytes(),
            config.callbacksPerMinute(),
            credential,
            missing
                ? Health.warn("the local credential cannot be used: see " + file)
                : Health.ok());
  }

  private static void check(String key, int value, int min, int max, List<String> problems) {
    if (value < min || value > max) {
      problems.add("%s must be %d to %d, not %d".formatted(key, min, max, value));
    }
  }
}
