package org.vedette.net.http;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.vedette.api.lifecycle.Handover;

/**
 * Watches who serves which paths, from the start on and without a web server too: the servlet that
 * asks is made at its first request only, when the owner in question may be gone already.
 */
@Component(service = Owners.class, immediate = true)
public final class Owners {
  private static final String KEY = "org.vedette.net/http";
  private static final Duration KEPT = Duration.ofSeconds(30);

  private final Prefixes prefixes = new Prefixes();
  private final Handover handover;
  private final ServiceTracker<Object, ServiceReference<Object>> tracker;
  private volatile Runnable listener = () -> {};

  /** Takes what a predecessor knew, and begins to watch. */
  @Activate
  public Owners(BundleContext context, @Reference Handover handover) throws InvalidSyntaxException {
    this.handover = handover;
    handover.take(KEY).ifPresent(this::recall);
    tracker =
        new ServiceTracker<>(
            context,
            FrameworkUtil.createFilter(Patterns.FILTER),
            new Watcher(new Contexts(context)));
    tracker.open(true);
  }

  /** Leaves what it knew. */
  @Deactivate
  void close() {
    tracker.close();
    handover.leave(KEY, prefixes.patterns(), KEPT);
  }

  /** Returns whether {@code path} is, or was, somebody's. */
  boolean known(String path) {
    return prefixes.known(path);
  }

  /** Returns whether an owner of {@code path} is here. */
  boolean here(String path) {
    return prefixes.owned(path);
  }

  /** Sets who is told when an owner came, on the thread that registered it; the last one counts. */
  void listen(Runnable listener) {
    this.listener = listener;
  }

  private void recall(Object left) {
    if (left instanceof Collection<?> many) {
      prefixes.recall(
          many.stream().filter(String.class::isInstance).map(String.class::cast).toList());
    }
  }

  private final class Watcher
      implements ServiceTrackerCustomizer<Object, ServiceReference<Object>> {
    private final Contexts contexts;

    Watcher(Contexts contexts) {
      this.contexts = contexts;
    }

    @Override
    public ServiceReference<Object> addingService(ServiceReference<Object> owner) {
      modifiedService(owner, owner);
      return owner;
    }

    @Override
    public void modifiedService(ServiceReference<Object> owner, ServiceReference<Object> same) {
      List<String> patterns = Patterns.of(owner::getProperty, contexts);
      prefixes.put(owner, patterns);
      if (!patterns.isEmpty()) {
        listener.run();
      }
    }

    @Override
    public void removedService(ServiceReference<Object> owner, ServiceReference<Object> same) {
      prefixes.remove(owner);
    }
  }
}
