package org.vedette.gateway.sip;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.lifecycle.ServiceDirectory;

/**
 * Finds the desk for each event, and waits for it while it is being replaced. The service is asked
 * for at its first use, not while the core is being made, which binds us (decision 56).
 */
@Component(service = DeskFinder.class)
public final class DeskFinder {
  private static final Logger LOG = LoggerFactory.getLogger(DeskFinder.class);
  private static final String DESK = "desk";
  private static final Duration GAP = Duration.ofSeconds(5);

  /** Longest time for an answer, so that nobody listens to silence for ever. */
  private static final long ANSWER_SECONDS = 15;

  private final BundleContext context;
  private final ServiceDirectory<String, Supplier<Optional<DeliveryDesk>>> desks =
      new ServiceDirectory<>();
  private final Map<ServiceReference<DeliveryDesk>, Supplier<Optional<DeliveryDesk>>> known =
      new ConcurrentHashMap<>();

  /** Made by DS. */
  @Activate
  public DeskFinder(BundleContext context) {
    this.context = context;
  }

  @Reference(
      service = DeliveryDesk.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindDesk",
      unbind = "unbindDesk")
  void bindDesk(ServiceReference<DeliveryDesk> next) {
    Object ranking = next.getProperty(Constants.SERVICE_RANKING);
    Supplier<Optional<DeliveryDesk>> desk = () -> Optional.ofNullable(service(next));
    known.put(next, desk);
    desks.add(DESK, ranking instanceof Integer number ? number : 0, desk);
  }

  private @Nullable DeliveryDesk service(ServiceReference<DeliveryDesk> reference) {
    return context.getService(reference);
  }

  void unbindDesk(ServiceReference<DeliveryDesk> gone) {
    Supplier<Optional<DeliveryDesk>> desk = known.remove(gone);
    if (desk != null) {
      desks.remove(DESK, desk);
    }
  }

  /** Tells the desk; without one, or an answer, the stage fails. */
  CompletionStage<CallStep> called(ChallengeToken question, CallEvent event) {
    return desks
        .await(DESK, GAP)
        .thenCompose(
            found ->
                found
                    .flatMap(Supplier::get)
                    .map(desk -> desk.called(question, event))
                    .orElseGet(DeskFinder::missing))
        .toCompletableFuture()
        .thenApply(step -> step)
        .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  private static CompletionStage<CallStep> missing() {
    LOG.warn("What happened in a call could not be told: why=\"no delivery desk\"");
    return CompletableFuture.failedFuture(new IllegalStateException("no delivery desk"));
  }
}
