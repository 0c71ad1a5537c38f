package org.vedette.api.auth;

import java.util.function.Function;
import org.vedette.api.secret.Secret;

/** What a person, or a device for them, says to a challenge. */
public sealed interface Answer permits Answer.Typed, Answer.Proof, Answer.Opaque, Answer.Signal {

  /**
   * Text typed: a code, or a code followed by a PIN.
   *
   * @param text as typed
   */
  record Typed(Secret text) implements Answer {}

  /**
   * Proof that the person typed a certain code, where the code itself did not come (CHAP).
   *
   * @param chap proves it
   */
  record Proof(Credential.Chap chap) implements Answer {}

  /**
   * The next part of a conversation with the primary authenticator, in the {@link Caller#relay}.
   *
   * @param credential what is the same for the same answer
   */
  record Opaque(Credential.Opaque credential) implements Answer {}

  /**
   * An answer that came by another road: a key pressed, an approval, a signature.
   *
   * @param kind what it is, in the method's own words, for instance {@code approve}
   * @param content what the method needs to verify it
   */
  record Signal(String kind, Secret content) implements Answer {}

  /** Handles every kind of answer. */
  default <R> R match(
      Function<Typed, R> typed,
      Function<Proof, R> proof,
      Function<Opaque, R> opaque,
      Function<Signal, R> signal) {
    if (this instanceof Typed one) {
      return typed.apply(one);
    }
    if (this instanceof Proof one) {
      return proof.apply(one);
    }
    return this instanceof Opaque one ? opaque.apply(one) : signal.apply((Signal) this);
  }
}
