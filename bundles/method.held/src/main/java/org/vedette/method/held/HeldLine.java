package org.vedette.method.held;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;
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

  /**
   * Asked for the core only when an answer comes: the core itself binds gateways when it starts.
   */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable ComponentServiceObjects<AuthenticationService> cores;

  /** Leases the socket; answers that came while nobody read wait in it. */
  @Activate
  public HeldLine(
      BundleContext context,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) SocketHolder sockets,
      HeldConfig config)
      throws IOException {
    version = context.getBundle().getVersion().toString();
    lease = sockets.udp(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()));
    loop = new PhoneLoop(lease.channel(), this::answered);
  }

  /** Leaves the socket for a successor. */
  @Deactivate
  void close() {
    loop.end();
    lease.close();
  }

  /** While no core is there the phone gets no result and repeats its answer. */
  private void answered(Wire.PhoneAnswer answer, InetSocketAddress phone) {
    ComponentServiceObjects<AuthenticationService> now = cores;
    AuthenticationService core = now == null ? null : now.getService();
    if (now == null || core == null) {
      return;
    }
    core.answer(answer.token(), "", answer.signal(), CALLER)
        .thenAccept(outcome -> loop.send(Wire.result(answer.token(), word(outcome)), phone))
        .whenComplete((sent, failure) -> now.ungetService(core));
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
    OptionalInt port = Wire.port(message.to());
    if (port.isEmpty() || message.challenge().isEmpty()) {
      return CompletableFuture.completedFuture(
          new Delivery.Rejected("no phone, or nothing to ask it"));
    }
    InetSocketAddress phone =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getAsInt());
    boolean sent = loop.send(Wire.prompt(message.challenge().get(), message), phone);
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
