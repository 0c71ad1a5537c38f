package org.vedette.gateway.http.callback;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of reading a callback. */
public sealed interface CallbackVerdict
    permits CallbackVerdict.Genuine, CallbackVerdict.Forged, CallbackVerdict.Unreadable {
  /** It comes from the provider. */
  record Genuine(CallbackEvent event) implements CallbackVerdict {}

  /** Its signature is missing or wrong: nothing of it was read. */
  record Forged() implements CallbackVerdict {}

  /** The provider signed it, but it is no receipt and no reply. */
  record Unreadable() implements CallbackVerdict {}

  /** Handles every verdict. */
  default <R> R match(
      Function<CallbackEvent, R> genuine, Supplier<R> forged, Supplier<R> unreadable) {
    if (this instanceof Genuine one) {
      return genuine.apply(one.event());
    }
    return this instanceof Forged ? forged.get() : unreadable.get();
  }
}
