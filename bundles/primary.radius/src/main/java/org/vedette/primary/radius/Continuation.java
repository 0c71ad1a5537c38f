package org.vedette.primary.radius;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is needed to go on with a server's challenge: which server it was, and its State (RFC 2865
 * section 5.24).
 *
 * @param server address of the server, as the settings name it
 * @param state its State; no octets when it gave none
 */
record Continuation(String server, byte[] state) {
  private static final byte SCHEMA = 1;

  byte[] bytes() {
    byte[] name = server.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[3 + name.length + state.length];
    bytes[0] = SCHEMA;
    bytes[1] = (byte) (name.length >>> 8);
    bytes[2] = (byte) name.length;
    System.arraycopy(name, 0, bytes, 3, name.length);
    System.arraycopy(state, 0, bytes, 3 + name.length, state.length);
    return bytes;
  }

  /** Reads what {@link #bytes} wrote; empty when it is something else. */
  static Optional<Continuation> read(byte[] bytes) {
    if (bytes.length < 3 || bytes[0] != SCHEMA) {
      return Optional.empty();
    }
    int length = (bytes[1] & 0xFF) << 8 | bytes[2] & 0xFF;
    if (bytes.length < 3 + length) {
      return Optional.empty();
    }
    return Optional.of(
        new Continuation(
            new String(bytes, 3, length, StandardCharsets.UTF_8),
            Arrays.copyOfRange(bytes, 3 + length, bytes.length)));
  }
}
