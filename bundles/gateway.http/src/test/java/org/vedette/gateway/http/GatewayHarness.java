package org.vedette.gateway.http;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.testkit.memory.MemoryVault;

/** A gateway under test, with the settings of an operator. */
final class GatewayHarness implements AutoCloseable {
  final ConfiguredGateway gateway;

  /** The core; empty while it is missing. */
  Optional<DeliveryDesk> desk = Optional.empty();

  GatewayHarness(TestSettings settings) {
    this(settings, InstantSource.system());
  }

  GatewayHarness(TestSettings settings, InstantSource clock) {
    gateway =
        new ConfiguredGateway(
            "main",
            "org.vedette.gateway.http~main",
            new MemoryVault(1),
            () -> CompletableFuture.completedFuture(desk),
            clock);
    gateway.configure(settings.map());
  }

  Delivery send(String number) throws Exception {
    return gateway.send(Messages.to(number)).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  static String why(Delivery delivery) {
    return delivery.match(sent -> "sent", rejected -> rejected.why(), none -> none.why());
  }

  static Optional<String> reference(Delivery delivery) {
    return delivery.match(
        sent -> Optional.of(sent.reference()),
        rejected -> Optional.empty(),
        none -> Optional.empty());
  }

  @Override
  public void close() {
    gateway.close();
  }
}
