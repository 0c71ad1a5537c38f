package org.vedette.sdk;

import java.io.IOException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

/** Tells that the REST API is here, and where. */
@Component(property = Capability.PROPERTY + "=" + SdkCapability.ID)
public final class SdkCapability implements Capability {
  static final String ID = "sdk";

  private static final String WEB = "(service.pid=org.ops4j.pax.web)";
  private static final String PORT = "org.osgi.service.http.port.secure";
  private static final String ADDRESSES = "org.ops4j.pax.web.listening.addresses";

  private final String version;
  private final Settings settings;
  private final Installed installed;
  private final Worker worker;

  /** Takes the bundle and what it knows. */
  @Activate
  public SdkCapability(
      BundleContext context,
      @Reference Settings settings,
      @Reference Installed installed,
      @Reference Worker worker) {
    this(context.getBundle().getVersion().toString(), settings, installed, worker);
  }

  SdkCapability(String version, Settings settings, Installed installed, Worker worker) {
    this.version = version;
    this.settings = settings;
    this.installed = installed;
    this.worker = worker;
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
  public List<String> addresses() {
    return installed.findConfigurations().flatMap(SdkCapability::web).stream()
        .flatMap(
            web -> {
              String port = text(web, PORT, "8443");
              return Arrays.stream(text(web, ADDRESSES, "0.0.0.0").split(","))
                  .map(address -> "https " + address.strip() + ":" + port);
            })
        .toList();
  }

  @Override
  public Health health() {
    return settings.health();
  }

  @Override
  public int inFlight() {
    return worker.running();
  }

  private static Optional<Dictionary<String, Object>> web(ConfigurationAdmin admin) {
    try {
      Configuration @Nullable [] found = admin.listConfigurations(WEB);
      return found == null ? Optional.empty() : Optional.ofNullable(found[0].getProperties());
    } catch (IOException | InvalidSyntaxException unreadable) {
      return Optional.empty();
    }
  }

  private static String text(Dictionary<String, Object> web, String key, String fallback) {
    Object value = web.get(key);
    return value == null ? fallback : value.toString().strip();
  }
}
