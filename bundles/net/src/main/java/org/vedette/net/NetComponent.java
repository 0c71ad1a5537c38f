package org.vedette.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.net.TcpLease;
import org.vedette.api.net.UdpLease;

/** The bundle's one component: settings, health, and the sockets behind it. */
@Component(
    immediate = true,
    configurationPid = NetConfig.PID,
    property = Capability.PROPERTY + "=net")
@Designate(ocd = NetConfig.class)
public final class NetComponent implements SocketHolder, Capability {
  private static final Logger LOG = LoggerFactory.getLogger(NetComponent.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String version;
  private final Sockets sockets;
  private volatile NetSettings settings = NetSettings.DEFAULTS;
  private volatile Health health = Health.ok();

  /** Started by DS. */
  @Activate
  public NetComponent(BundleContext context, @Reference Handover handover, NetConfig config) {
    version = context.getBundle().getVersion().toString();
    modified(config);
    sockets = new Sockets(handover, () -> settings, PATIENCE);
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(NetConfig config) {
    try {
      settings = NetSettings.of(config);
      health = Health.ok();
    } catch (NetSettings.BadSettingException bad) {
      LOG.error(
          "A setting is not valid; the last good settings, or the defaults, stay in force."
              + " pid={} key={} problem=\"{}\"",
          NetConfig.PID,
          bad.key(),
          bad.problem());
      health =
          Health.critical(
              "Mend " + bad.key() + " in etc/" + NetConfig.PID + ".cfg: " + bad.problem() + ".");
    }
  }

  /** Leaves the sockets for the successor. */
  @Deactivate
  void close() {
    sockets.close();
  }

  @Override
  public UdpLease udp(InetSocketAddress address) throws IOException {
    return sockets.udp(address);
  }

  @Override
  public TcpLease tcp(InetSocketAddress address) throws IOException {
    return sockets.tcp(address);
  }

  @Override
  public String id() {
    return "net";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> addresses() {
    return sockets.names();
  }

  @Override
  public Health health() {
    return health;
  }
}
