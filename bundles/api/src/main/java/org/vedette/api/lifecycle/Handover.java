package org.vedette.api.lifecycle;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one memory that outlives every bundle but {@code api}: a bundle being replaced leaves here
 * what its successor must not lose (open channels, an image of its state).
 *
 * <p>Bounded (256 items, 512 MiB of bytes) and expiring. Takes JDK types only, because any other
 * class would keep the old bundle's class loader alive. Thread-safe.
 */
@ProviderType
public interface Handover {
  /**
   * Leaves {@code item} under {@code key}, replacing (and closing) what was there.
   *
   * @param item a byte array, a channel, or a list or map of such; a {@link AutoCloseable} that
   *     nobody takes is closed when its time is over
   * @param life how long it is kept, at most one minute
   * @throws IllegalArgumentException when the item is of a type that a bundle brought, or too large
   */
  void leave(String key, Object item, Duration life);

  /** Takes the item away; empty when none was left or its time is over. */
  Optional<Object> take(String key);
}
