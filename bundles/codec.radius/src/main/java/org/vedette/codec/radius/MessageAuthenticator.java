package org.vedette.codec.radius;

import java.security.MessageDigest;
import java.util.Arrays;

/** Checks of the Message-Authenticator attribute (RFC 3579 section 3.2), in constant time. */
public final class MessageAuthenticator {
  /** What a check found. */
  public enum Check {
    /** There is no such attribute. */
    ABSENT,
    /** It proves that the sender knows the secret and that nothing was altered. */
    VALID,
    /** It is wrong, of wrong length, or there is more than one. */
    WRONG
  }

  private static final byte[] ZEROS = new byte[Packet.AUTHENTICATOR];

  private MessageAuthenticator() {}

  /** Checks a request, whose own authenticator counts (zeros where that one is computed). */
  public static Check ofRequest(Packet packet, SharedSecret secret) {
    return check(
        packet, packet.code().computesAuthenticator() ? ZEROS : packet.authenticator(), secret);
  }

  /** Checks a reply, for which the authenticator of the request counts. */
  public static Check ofReply(Packet packet, byte[] requestAuthenticator, SharedSecret secret) {
    return check(packet, requestAuthenticator, secret);
  }

  /** Tells whether it is the first attribute, as every reply must have it. */
  public static boolean isFirst(Packet packet) {
    return packet.size() > 0 && packet.typeAt(0) == AttributeTypes.MESSAGE_AUTHENTICATOR;
  }

  private static Check check(Packet packet, byte[] authenticator, SharedSecret secret) {
    int index = packet.indexOf(AttributeTypes.MESSAGE_AUTHENTICATOR, 0);
    if (index < 0) {
      return Check.ABSENT;
    }
    if (packet.valueLength(index) != Packet.AUTHENTICATOR
        || packet.indexOf(AttributeTypes.MESSAGE_AUTHENTICATOR, index + 1) >= 0) {
      return Check.WRONG;
    }
    int start = packet.valueStart(index);
    byte[] expected =
        secret.messageAuthenticator(packet.raw(), packet.length(), authenticator, start);
    byte[] found = Arrays.copyOfRange(packet.raw(), start, start + Packet.AUTHENTICATOR);
    return MessageDigest.isEqual(expected, found) ? Check.VALID : Check.WRONG;
  }
}
