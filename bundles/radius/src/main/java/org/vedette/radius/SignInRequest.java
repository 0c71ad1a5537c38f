package org.vedette.radius;

import java.util.function.Function;
import org.vedette.listener.CoreCalls;

/** What an Access-Request turned out to be. */
sealed interface SignInRequest {
  /** A question for the core. */
  record Ask(CoreCalls.Question question) implements SignInRequest {}

  /** It cannot be served and is rejected. */
  record Unsupported(String protocol) implements SignInRequest {}

  /** It cannot be read and is dropped; the reason was logged. */
  record Unreadable() implements SignInRequest {}

  /** Handles every case. */
  default <R> R match(
      Function<Ask, R> ask,
      Function<Unsupported, R> unsupported,
      Function<Unreadable, R> unreadable) {
    if (this instanceof Ask one) {
      return ask.apply(one);
    }
    return this instanceof Unsupported one
        ? unsupported.apply(one)
        : unreadable.apply((Unreadable) this);
  }
}
