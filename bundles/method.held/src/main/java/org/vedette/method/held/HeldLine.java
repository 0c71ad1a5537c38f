package org.vedette.method.held;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.Outcome;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.net.UdpLease;

/** The line to the phones: sends prompts, and brings their answers to the core. */
@Component(
    immediate = true,
    configurationPid = HeldConfig.PID,
    property = {
      DeliveryGateway.PROPERTY + "=" + HeldLine.CHANNEL,
      Capability.PROPERTY + "=method." + HeldMethod.ID
    })
@Designate(ocd = HeldConfig.class)
public final class HeldLine implements DeliveryGateway, Capability {
  static final String CHANNEL = "held";
  private static final Caller CALLER =
      new Caller(CHANNEL, new UUID(0, 0), "127.0.0.1", "", new byte[0]);

  private final String version;
  private final UdpLease lease;
  private final PhoneLoop loop;

  private final BundleContext context;
  private volatile @Nullable ServiceReference<AuthenticationService> reference;
  private volatile @Nullable AuthenticationService core;

  /** Leases the socket; answers that came while nobody read wait in it. */
  @Activate
  public HeldLine(
      BundleContext context,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) SocketHolder sockets,
      HeldConfig config)
      throws IOException {
    this.context = context;
    version = context.getBundle().getVersion().toString();
    lease =
        sockets.udp(new InetSocketAddress(InetAddress.getByName(config.address()), config.port()));
    loop = new PhoneLoop(lease.channel(), this::answered);
  }

  /** Leaves the socket for a successor. */
  @Deactivate
  void close() {
    loop.end();
    lease.close();
  }

  /** Only noted: the core binds gateways while it starts, and asking for it then is a cycle. */
  @Reference(
      service = AuthenticationService.class,
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindCore",
      unbind = "unbindCore")
  void bindCore(ServiceReference<AuthenticationService> next) {
    reference = next;
    core = null;
  }

  void unbindCore(ServiceReference<AuthenticationService> gone) {
    if (gone.equals(reference)) {
      reference = null;
      core = null;
    }
  }

  /** Asks for the core when the first answer comes, and keeps it. */
  private @Nullable AuthenticationService core() {
    ServiceReference<AuthenticationService> from = reference;
    AuthenticationService now = core;
    if (now == null && from != null) {
      now = context.getService(from);
      if (from.equals(reference)) {
        core = now;
      }
    }
    return now;
  }

  /** While no core is there the phone gets no result and repeats its answer. */
  private void answered(Wire.PhoneAnswer answer, InetSocketAddress phone) {
    AuthenticationService now = core();
    if (now == null) {
      return;
    }
    now.answer(answer.token(), "", answer.signal(), CALLER)
        .thenAccept(outcome -> loop.send(Wire.result(answer.token(), word(outcome)), phone));
  }

  private static String word(Outcome outcome) {
    return outcome.match(
        granted -> "granted",
        challenged -> "unavailable",
        denied -> "denied",
        unavailable -> "unavailable",
        moved -> "unavailable");
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    Optional<InetSocketAddress> phone = Wire.phone(message.to());
    if (phone.isEmpty() || message.challenge().isEmpty()) {
      return CompletableFuture.completedFuture(
          new Delivery.Rejected("no phone, or nothing to ask it"));
    }
    boolean sent = loop.send(Wire.prompt(message.challenge().get(), message), phone.get());
    return CompletableFuture.completedFuture(
        sent
            ? new Delivery.Sent(message.to())
            : new Delivery.Unreachable("the socket took no datagram"));
  }

  @Override
  public String id() {
    return "method." + HeldMethod.ID;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> addresses() {
    return List.of("udp " + loop.address());
  }
}
