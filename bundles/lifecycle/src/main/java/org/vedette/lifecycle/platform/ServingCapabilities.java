package org.vedette.lifecycle.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.vedette.api.lifecycle.Capability;

/**
 * The capabilities that serve now, by the bundle that registered them. Holds them, so that looking
 * at one neither starts nor ends it.
 */
final class ServingCapabilities implements ServiceTrackerCustomizer<Capability, Capability> {
  private record Serving(String id, Capability capability) {}

  private final BundleContext context;
  private final InstantSource clock;
  private final Map<Long, Serving> serving = new ConcurrentHashMap<>();
  private final Map<Long, Instant> since = new ConcurrentHashMap<>();
  private final ServiceTracker<Capability, Capability> tracker;
  private volatile boolean open;

  ServingCapabilities(BundleContext context, Map<Long, Instant> known, InstantSource clock) {
    this.context = context;
    this.clock = clock;
    since.putAll(known);
    tracker = new ServiceTracker<>(context, Capability.class, this);
  }

  /** Begins; may wait for capabilities that are just being activated. */
  void open() {
    tracker.open();
    open = true;
  }

  /** Whether everything that served at the beginning has been seen. */
  boolean complete() {
    return open;
  }

  Optional<Capability> of(long bundle) {
    return Optional.ofNullable(serving.get(bundle)).map(Serving::capability);
  }

  /** Ids by bundle. */
  Map<Long, String> ids() {
    Map<Long, String> ids = new ConcurrentHashMap<>();
    serving.forEach((bundle, it) -> ids.put(bundle, it.id()));
    return ids;
  }

  /** Since when, by bundle. */
  Map<Long, Instant> known() {
    return Map.copyOf(since);
  }

  void close() {
    tracker.close();
  }

  @Override
  public @Nullable Capability addingService(ServiceReference<Capability> reference) {
    Capability capability = context.getService(reference);
    if (capability != null) {
      long bundle = reference.getBundle().getBundleId();
      Object id = reference.getProperty(Capability.PROPERTY);
      serving.put(bundle, new Serving(id == null ? capability.id() : id.toString(), capability));
      since.putIfAbsent(bundle, clock.instant());
    }
    return capability;
  }

  @Override
  public void modifiedService(ServiceReference<Capability> reference, Capability capability) {
    // Only its properties have changed.
  }

  @Override
  public void removedService(ServiceReference<Capability> reference, Capability capability) {
    serving
        .entrySet()
        .removeIf(
            it -> {
              boolean gone = it.getValue().capability() == capability;
              if (gone) {
                since.remove(it.getKey());
              }
              return gone;
            });
    context.ungetService(reference);
  }
}
