package org.vedette.api.store;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of applied changes. Register it as a service; it is called in apply order after the caches
 * were brought up to date, on the thread that applies, and must return at once.
 */
@ConsumerType
public interface RecordListener {
  /** Records of these types changed. After an image was installed it names all types. */
  void changed(Set<RecordType<?>> types);
}
