package org.vedette.api.state;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Values that change with sign-ins: drift, counters, last use, lockout. They are merged by an entry
 * of the {@link Journal}; reading is a look into memory, from any thread.
 */
@ProviderType
public interface Registers {
  /** Returns the merged value; for {@link Merge#COUNT} the sum under the greatest stamp. */
  Optional<RegisterValue> read(RegisterKey key);
}
