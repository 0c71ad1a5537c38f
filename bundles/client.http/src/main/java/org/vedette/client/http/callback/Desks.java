package org.vedette.client.http.callback;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.vedette.api.delivery.DeliveryDesk;

/** Finds who takes what comes back. */
@FunctionalInterface
public interface Desks {
  /** Returns who takes it now; waits a few seconds where the core is being replaced, then empty. */
  CompletionStage<Optional<DeliveryDesk>> await();
}
