package org.vedette.codec.radius;

import java.security.MessageDigest;
import java.util.Arrays;

/** Checks of the authenticator in a packet's header, in constant time. */
public final class Authenticators {
  private static final byte[] ZEROS = new byte[Packet.AUTHENTICATOR];

  private Authenticators() {}

  /** Tells whether a reply belongs to the request with this authenticator (RFC 2865 section 3). */
  public static boolean provesReply(
      Packet reply, byte[] requestAuthenticator, SharedSecret secret) {
    return matches(reply, requestAuthenticator, secret);
  }

  /** Tells whether an accounting, disconnect or CoA request is genuine (RFC 2866 section 3). */
  public static boolean provesRequest(Packet request, SharedSecret secret) {
    return matches(request, ZEROS, secret);
  }

  private static boolean matches(Packet packet, byte[] authenticator, SharedSecret secret) {
    byte[] expected = secret.authenticator(packet.raw(), packet.length(), authenticator);
    return MessageDigest.isEqual(expected, Arrays.copyOfRange(packet.raw(), 4, Packet.HEADER));
  }
}
