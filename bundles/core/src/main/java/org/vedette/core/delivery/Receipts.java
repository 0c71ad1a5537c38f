package org.vedette.core.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vedette.api.delivery.Receipt;

/**
 * Who wants to know what became of a message that a provider took. In memory; bounded: beyond
 * 10,000 the oldest is forgotten. Thread-safe.
 */
final class Receipts {
  private static final int MOST = 10_000;

  private record Key(String gateway, String reference) {}

  private final Map<Key, Consumer<Receipt>> awaited = new LinkedHashMap<>();

  /** Remembers a message; one without a reference cannot be known again. */
  synchronized void await(String gateway, String reference, Consumer<Receipt> told) {
    if (reference.isEmpty()) {
      return;
    }
    if (awaited.size() >= MOST) {
      awaited.remove(awaited.keySet().iterator().next());
    }
    awaited.put(new Key(gateway, reference), told);
  }

  /** Tells whoever wants to know; a receipt counts once. */
  void arrived(Receipt receipt) {
    take(receipt).ifPresent(told -> told.accept(receipt));
  }

  private synchronized Optional<Consumer<Receipt>> take(Receipt receipt) {
    return Optional.ofNullable(awaited.remove(new Key(receipt.gateway(), receipt.reference())));
  }
}
