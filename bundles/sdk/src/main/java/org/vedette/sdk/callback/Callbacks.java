package org.vedette.sdk.callback;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.GatewayCallback;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.store.Records;
import org.vedette.api.store.Setting;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.sdk.service.Installed;

/** The gateways that take requests of providers, by name. Thread-safe. */
@Component(service = Callbacks.class)
public final class Callbacks {
  private final ServiceDirectory<String, GatewayCallback> here = new ServiceDirectory<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Installed installed;

  /** Nothing is there yet. */
  @Activate
  public Callbacks(@Reference Installed installed) {
    this.installed = installed;
  }

  /** Finds a gateway, waiting up to {@code wait} for it; holds no thread. */
  CompletionStage<Optional<GatewayCallback>> await(String gateway, Duration wait) {
    return here.await(gateway, wait);
  }

  /**
   * Returns whether there is, was, or is to be a gateway of this name: one that is set up may be
   * missing for a moment.
   */
  boolean known(String gateway) {
    return seen.contains(gateway) || isSetUp(gateway);
  }

  private boolean isSetUp(String gateway) {
    String instance = ".gateway." + gateway.replace(':', '~');
    Optional<Records> records = installed.findRecords();
    try {
      return records.isEmpty()
          || records.get().all(Setting.TYPE).stream()
              .anyMatch(each -> each.pid().endsWith(instance));
    } catch (StoreUnavailableException unreadable) {
      return true; // Nobody knows now.
    }
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, unbind = "remove")
  void add(GatewayCallback service, Map<String, Object> properties) {
    int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
    seen.add(name(properties));
    here.add(name(properties), ranking, service);
  }

  void remove(GatewayCallback service, Map<String, Object> properties) {
    here.remove(name(properties), service);
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(DeliveryGateway.NAME));
  }
}
