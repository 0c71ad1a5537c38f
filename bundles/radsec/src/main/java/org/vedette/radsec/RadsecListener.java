package org.vedette.radsec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
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
import org.vedette.api.net.SocketHolder;
import org.vedette.api.radius.PacketDesk;
import org.vedette.listener.BadSettingException;

/**
 * The listener as a component: settings, and services that come and go. Its connections outlive
 * both: who holds the sockets, and who answers the packets.
 */
@Component(
    immediate = true,
    configurationPid = RadsecConfig.PID,
    property = Capability.PROPERTY + "=radsec")
@Designate(ocd = RadsecConfig.class)
public final class RadsecListener implements Capability {
  private static final Logger LOG = LoggerFactory.getLogger(RadsecListener.class);

  private final String version;
  private final Path base;
  private final RadsecServer server;
  private volatile Health settingsHealth = Health.ok();

  /** Started by DS. */
  @Activate
  public RadsecListener(BundleContext context, RadsecConfig config) throws IOException {
    version = context.getBundle().getVersion().toString();
    String home = context.getProperty("karaf.base");
    base = Path.of(home == null ? "." : home).toAbsolutePath();
    server = new RadsecServer(InstantSource.system(), System::nanoTime);
    server.open(read(config).orElse(RadsecSettings.OFF));
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(RadsecConfig config) {
    read(config).ifPresent(server::configure);
  }

  /** Says goodbye to all who are connected, and leaves the sockets for the successor. */
  @Deactivate
  void close() {
    server.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindSockets",
      unbind = "unbindSockets")
  void bindSockets(SocketHolder sockets) {
    server.sockets(sockets);
  }

  void unbindSockets(SocketHolder sockets) {
    server.unbind(sockets);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindDesk",
      unbind = "unbindDesk")
  void bindDesk(PacketDesk desk, Map<String, Object> properties) {
    Object ranking = properties.get(Constants.SERVICE_RANKING);
    server.desk(ranking instanceof Integer number ? number : 0, desk);
  }

  void unbindDesk(PacketDesk desk) {
    server.unbind(desk);
  }

  @Override
  public String id() {
    return "radsec";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> addresses() {
    return server.addresses();
  }

  @Override
  public int inFlight() {
    return server.inFlight();
  }

  @Override
  public Health health() {
    return settingsHealth.status() == Health.Status.OK ? server.health() : settingsHealth;
  }

  private Optional<RadsecSettings> read(RadsecConfig config) {
    try {
      RadsecSettings settings = RadsecSettings.of(base, config);
      settingsHealth = Health.ok();
      return Optional.of(settings);
    } catch (BadSettingException bad) {
      LOG.error(
          "A setting is not valid; the last good settings stay in force."
              + " pid={} key={} problem=\"{}\"",
          RadsecConfig.PID,
          bad.key(),
          bad.problem());
      settingsHealth =
          Health.critical(
              "Mend " + bad.key() + " in etc/" + RadsecConfig.PID + ".cfg: " + bad.problem() + ".");
      return Optional.empty();
    }
  }
}
