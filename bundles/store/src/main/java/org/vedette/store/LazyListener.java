package org.vedette.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.vedette.api.store.RecordListener;
import org.vedette.api.store.RecordType;

/**
 * A listener that is fetched when it is first told something: most listeners need {@code Records}
 * themselves, and fetching one while the store starts would go round in a circle.
 */
final class LazyListener implements RecordListener {
  private final BundleContext context;
  private final ServiceReference<RecordListener> reference;
  private @Nullable RecordListener service;
  private boolean closed;

  LazyListener(BundleContext context, ServiceReference<RecordListener> reference) {
    this.context = context;
    this.reference = reference;
  }

  @Override
  public void changed(Set<RecordType<?>> types) {
    RecordListener listener = fetch();
    if (listener != null) {
      listener.changed(types);
    }
  }

  /** Gives the service back. */
  synchronized void close() {
    closed = true;
    if (service != null) {
      service = null;
      context.ungetService(reference);
    }
  }

  private synchronized @Nullable RecordListener fetch() {
    if (service == null && !closed) {
      service = context.getService(reference);
    }
    return service;
  }
}
