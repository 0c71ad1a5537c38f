package org.vedette.codec.radius;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CHAP-Password and the challenge it answers (RFC 2865 section 5.3).
 *
 * @param identifier the identifier of CHAP, 0 to 255
 * @param challenge what the peer was asked: CHAP-Challenge, or else the request authenticator
 * @param response MD5 of identifier, password and challenge, 16 octets (RFC 1994 section 4.1)
 */
public record ChapPassword(int identifier, byte[] challenge, byte[] response) {
  private static final int LENGTH = 17;
  private static final int MIN_CHALLENGE = 5;

  /** Reads it; empty when there is none, or none of the right length. */
  public static Optional<ChapPassword> of(Packet packet) {
    byte[] challenge = packet.first(AttributeTypes.CHAP_CHALLENGE).orElseGet(packet::authenticator);
    return packet
        .first(AttributeTypes.CHAP_PASSWORD)
        .filter(value -> value.length == LENGTH && challenge.length >= MIN_CHALLENGE)
        .map(
            value ->
                new ChapPassword(value[0] & 0xFF, challenge, Arrays.copyOfRange(value, 1, LENGTH)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChapPassword that
        && identifier == that.identifier
        && Arrays.equals(challenge, that.challenge)
        && Arrays.equals(response, that.response);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * identifier + Arrays.hashCode(challenge)) + Arrays.hashCode(response);
  }

  @Override
  public String toString() {
    return "ChapPassword[redacted]";
  }
}
