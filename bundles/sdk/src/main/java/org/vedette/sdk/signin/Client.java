package org.vedette.sdk.signin;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.vedette.api.auth.Application;

/**
 * Who has somebody signed in.
 *
 * @param application the application
 * @param token id of the token that was sent
 * @param address network address of the connection
 */
record Client(Application application, UUID token, String address) {
  /** Returns the octets of the application's id. */
  byte[] id() {
    return octets(application.id());
  }

  /** Returns the octets of the token's id. */
  byte[] tokenId() {
    return octets(token);
  }

  private static byte[] octets(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
