package org.vedette.radius;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.vedette.api.radius.PacketDesk;

/**
 * Offers the desk for protected connections as a service from the moment it knows the clients, so
 * that a packet that comes before waits instead of being a stranger's. Thread-safe.
 */
final class StreamDoor {
  private final BundleContext context;
  private @Nullable ServiceRegistration<PacketDesk> registration;
  private boolean closed;

  StreamDoor(BundleContext context) {
    this.context = context;
  }

  /** Offers the desk, unless it is offered already. */
  synchronized void open(PacketDesk desk) {
    if (registration == null && !closed) {
      registration = context.registerService(PacketDesk.class, desk, null);
    }
  }

  /** Offers it no more. */
  synchronized void close() {
    closed = true;
    ServiceRegistration<PacketDesk> offered = registration;
    registration = null;
    if (offered != null) {
      offered.unregister();
    }
  }
}
