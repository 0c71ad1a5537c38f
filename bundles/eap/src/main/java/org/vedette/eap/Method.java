package org.vedette.eap;

import java.util.Optional;
import org.vedette.api.auth.Outcome;

/**
 * One side of one method, in a tunnel or outside. Called by one thread at a time, in turn: start,
 * then receive for what the peer says and concluded for what the core says.
 */
interface Method {
  /** Begins. {@code identifier} is that of the request that is made. */
  Move start(int identifier);

  /**
   * Takes what the peer says.
   *
   * @param data outside: what follows the type; in a tunnel: what was encrypted
   * @param identifier that of the request that is made next
   */
  Move receive(byte[] data, int identifier);

  /** Takes what the core says: granted, challenged or denied. */
  Move concluded(Outcome outcome, int identifier);

  /** The master session key, once done; empty where the method has none. */
  default Optional<byte[]> key() {
    return Optional.empty();
  }

  /** Lets go of what it keeps; nothing is called afterwards. */
  default void close() {}
}
