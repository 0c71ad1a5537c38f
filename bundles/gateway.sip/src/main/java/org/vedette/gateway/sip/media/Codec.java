package org.vedette.gateway.sip.media;

import java.util.Locale;
import java.util.Optional;

/** The two laws of G.711, with their numbers of RFC 3551 section 6. */
public enum Codec {
  /** Mu-law. */
  PCMU(0, (byte) 0xFF),
  /** A-law. */
  PCMA(8, (byte) 0xD5);

  private static final byte[] MU_TO_A = muToA();

  private final int payload;
  private final byte silence;

  Codec(int payload, byte silence) {
    this.payload = payload;
    this.silence = silence;
  }

  /** Finds one by its name in SDP. */
  static Optional<Codec> of(String name) {
    for (Codec each : values()) {
      if (each.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Returns the static payload type. */
  int payload() {
    return payload;
  }

  /** Returns the octet of silence. */
  byte silence() {
    return silence;
  }

  /** Writes a mu-law octet in this law. */
  byte from(byte mu) {
    return this == PCMU ? mu : MU_TO_A[mu & 0xFF];
  }

  private static byte[] muToA() {
    byte[] table = new byte[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = G711.aLaw(G711.linearOfMu((byte) i));
    }
    return table;
  }
}
