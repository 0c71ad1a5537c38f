package org.vedette.client.http.callback;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.lifecycle.ServiceDirectory;

/**
 * Finds the core. The service is got at its first use only: the core binds gateways while it is
 * made, and whoever asks for it then closes a circle. Thread-safe.
 */
public final class TrackedDesks implements Desks, AutoCloseable {
  private static final Duration GAP = Duration.ofSeconds(5);
  private static final String KEY = "desk";

  private final ServiceDirectory<String, Supplier<Optional<DeliveryDesk>>> directory =
      new ServiceDirectory<>();
  private final ServiceTracker<DeliveryDesk, Supplier<Optional<DeliveryDesk>>> tracker;

  /** Begins to look. */
  public TrackedDesks(BundleContext context) {
    tracker = new ServiceTracker<>(context, DeliveryDesk.class, new Noting(context));
    tracker.open();
  }

  @Override
  public CompletionStage<Optional<DeliveryDesk>> await() {
    return directory.await(KEY, GAP).thenApply(found -> found.flatMap(Supplier::get));
  }

  @Override
  public void close() {
    tracker.close();
  }

  private final class Noting
      implements ServiceTrackerCustomizer<DeliveryDesk, Supplier<Optional<DeliveryDesk>>> {
    private final BundleContext context;

    Noting(BundleContext context) {
      this.context = context;
    }

    @Override
    public Supplier<Optional<DeliveryDesk>> addingService(ServiceReference<DeliveryDesk> found) {
      Supplier<Optional<DeliveryDesk>> lazy = () -> Optional.ofNullable(context.getService(found));
      int ranking =
          found.getProperty(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
      directory.add(KEY, ranking, lazy);
      return lazy;
    }

    @Override
    public void modifiedService(
        ServiceReference<DeliveryDesk> found, Supplier<Optional<DeliveryDesk>> lazy) {
      // Only its properties: the object is the same.
    }

    @Override
    public void removedService(
        ServiceReference<DeliveryDesk> gone, Supplier<Optional<DeliveryDesk>> lazy) {
      // The framework forgets what a bundle has got of a service that goes.
      directory.remove(KEY, lazy);
    }
  }
}
