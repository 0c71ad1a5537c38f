package org.vedette.codec.radius;

import java.util.function.Function;

/** What a datagram turned out to be. */
public sealed interface Decoded permits Decoded.Valid, Decoded.Malformed {
  /**
   * It has the form of a packet; nothing is proven of who sent it.
   *
   * @param packet the packet
   */
  record Valid(Packet packet) implements Decoded {}

  /**
   * It is no packet.
   *
   * @param why a constant phrase for the log
   */
  record Malformed(String why) implements Decoded {}

  /** Handles both cases. */
  default <R> R match(Function<Valid, R> valid, Function<Malformed, R> malformed) {
    return this instanceof Valid one ? valid.apply(one) : malformed.apply((Malformed) this);
  }
}
