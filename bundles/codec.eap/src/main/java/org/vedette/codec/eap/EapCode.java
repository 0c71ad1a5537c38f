package org.vedette.codec.eap;

import java.util.Optional;

/** What an EAP packet is (RFC 3748 section 4). */
public enum EapCode {
  /** The server asks. */
  REQUEST(1),
  /** The peer answers. */
  RESPONSE(2),
  /** The peer may come in. */
  SUCCESS(3),
  /** The peer may not. */
  FAILURE(4);

  private final int number;

  EapCode(int number) {
    this.number = number;
  }

  /** Returns the number in the packet. */
  public int number() {
    return number;
  }

  /** Whether packets of this code carry a type. */
  public boolean hasType() {
    return this == REQUEST || this == RESPONSE;
  }

  /** Finds a code by its number. */
  public static Optional<EapCode> of(int number) {
    return number >= 1 && number <= 4 ? Optional.of(values()[number - 1]) : Optional.empty();
  }
}
