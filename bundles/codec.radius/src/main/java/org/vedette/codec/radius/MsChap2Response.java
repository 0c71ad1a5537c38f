package org.vedette.codec.radius;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An MS-CHAP2-Response and the challenge it answers (RFC 2548 sections 2.1.2 and 2.3.2).
 *
 * @param identifier to be given back with success or failure, 0 to 255
 * @param challenge what the peer was asked, 16 octets
 * @param peerChallenge what the peer asks back, 16 octets
 * @param response 24 octets
 */
public record MsChap2Response(
    int identifier, byte[] challenge, byte[] peerChallenge, byte[] response) {
  private static final int CHALLENGE = 16;
  private static final int LENGTH = 50;

  /** Reads it; empty when a part is missing or of another length. */
  public static Optional<MsChap2Response> of(Packet packet) {
    byte[] challenge = null;
    byte[] value = null;
    for (VendorAttribute each : VendorAttribute.all(packet)) {
      if (each.vendor() == Microsoft.VENDOR) {
        if (each.type() == Microsoft.MS_CHAP_CHALLENGE) {
          challenge = each.value();
        } else if (each.type() == Microsoft.MS_CHAP2_RESPONSE) {
          value = each.value();
        }
      }
    }
    return challenge == null
            || value == null
            || challenge.length != CHALLENGE
            || value.length != LENGTH
        ? Optional.empty()
        : Optional.of(
            new MsChap2Response(
                value[0] & 0xFF,
                challenge,
                Arrays.copyOfRange(value, 2, 18),
                Arrays.copyOfRange(value, 26, LENGTH)));
  }

  /** Packs it as a client sends it. */
  public Attribute pack() {
    byte[] value = new byte[LENGTH];
    value[0] = (byte) identifier;
    System.arraycopy(peerChallenge, 0, value, 2, peerChallenge.length);
    System.arraycopy(response, 0, value, 26, response.length);
    return Microsoft.attribute(Microsoft.MS_CHAP2_RESPONSE, value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MsChap2Response that
        && identifier == that.identifier
        && Arrays.equals(challenge, that.challenge)
        && Arrays.equals(peerChallenge, that.peerChallenge)
        && Arrays.equals(response, that.response);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * identifier + Arrays.hashCode(challenge)) + Arrays.hashCode(response);
  }

  @Override
  public String toString() {
    return "MsChap2Response[redacted]";
  }
}
