package org.vedette.core.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.lifecycle.ServiceDirectory;

/** The gateways that are here now. Thread-safe. */
public final class Gateways {
  /**
   * A gateway.
   *
   * @param channel what it serves
   * @param name its name, for routes and the audit
   * @param ranking among those of its channel the highest is used first
   * @param gateway the service
   */
  public record Named(String channel, String name, int ranking, DeliveryGateway gateway) {}

  private static final Comparator<Named> ORDER =
      Comparator.comparingInt(Named::ranking).reversed().thenComparing(Named::name);

  private final ServiceDirectory<String, DeliveryGateway> channels = new ServiceDirectory<>();
  private final List<Named> all = new CopyOnWriteArrayList<>();

  /** Adds one and wakes whoever waits for its channel. */
  public void add(Named gateway) {
    all.add(gateway);
    channels.add(gateway.channel(), gateway.ranking(), gateway.gateway());
  }

  /** Adds a service by its properties; false when it names no channel. */
  public boolean add(DeliveryGateway service, Map<String, Object> properties) {
    if (!(properties.get(DeliveryGateway.PROPERTY) instanceof String channel)) {
      return false;
    }
    Object name = properties.get(DeliveryGateway.NAME);
    Object ranking = properties.get("service.ranking");
    add(
        new Named(
            channel,
            name instanceof String own ? own : channel,
            ranking instanceof Integer number ? number : 0,
            service));
    return true;
  }

  /** Removes this very service. */
  public void remove(DeliveryGateway gateway) {
    for (Named each : all) {
      if (each.gateway() == gateway && all.remove(each)) {
        channels.remove(each.channel(), gateway);
      }
    }
  }

  /** Waits for any gateway of a channel; false when none came in time. */
  public CompletionStage<Boolean> await(String channel, Duration wait) {
    return channels.await(channel, wait).thenApply(found -> found.isPresent());
  }

  /** Returns those of a channel: the highest ranking first, equals by name. */
  public List<Named> of(String channel) {
    return all.stream().filter(each -> each.channel().equals(channel)).sorted(ORDER).toList();
  }
}
