package org.vedette.api.primary;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;

/**
 * What the peer of MS-CHAPv2 gets in return for a right answer: the proof that the password is
 * known here too, and the keys of the tunnel. It travels as one of the attributes of {@link
 * PrimaryVerdict.Confirmed}, sealed, because attributes are kept while a person is being asked.
 *
 * @param response the authenticator response, 20 octets (RFC 2759 section 8.7)
 * @param sendKey key of what the server sends, 16 octets (RFC 3079 section 3.4)
 * @param receiveKey key of what the server receives, 16 octets
 */
public record MsChapProof(byte[] response, byte[] sendKey, byte[] receiveKey) {
  /** Name of the attribute. */
  public static final String ATTRIBUTE = "vedette.mschap";

  private static final SealedPlace PLACE = new SealedPlace("sign-in", "proof", "mschap");
  private static final int RESPONSE = 20;
  private static final int KEY = 16;
  private static final int LENGTH = RESPONSE + 2 * KEY;

  /** Writes it as an attribute. */
  public Map<String, String> seal(SecretVault vault) {
    byte[] all = new byte[LENGTH];
    System.arraycopy(response, 0, all, 0, RESPONSE);
    System.arraycopy(sendKey, 0, all, RESPONSE, KEY);
    System.arraycopy(receiveKey, 0, all, RESPONSE + KEY, KEY);
    try (Secret clear = Secret.of(all)) {
      return Map.of(ATTRIBUTE, Base64.getEncoder().encodeToString(vault.seal(PLACE, clear)));
    }
  }

  /**
   * Finds it among attributes; empty when it is not there.
   *
   * @throws UnsealException when it was altered
   */
  public static Optional<MsChapProof> open(Map<String, String> attributes, SecretVault vault) {
    String sealed = attributes.get(ATTRIBUTE);
    if (sealed == null) {
      return Optional.empty();
    }
    try (Secret clear = vault.open(PLACE, Base64.getDecoder().decode(sealed));
        Secret response = clear.part(0, RESPONSE);
        Secret send = clear.part(RESPONSE, RESPONSE + KEY);
        Secret receive = clear.part(RESPONSE + KEY, LENGTH)) {
      return Optional.of(new MsChapProof(response.bytes(), send.bytes(), receive.bytes()));
    }
  }

  @Override
  public String toString() {
    return "MsChapProof[redacted]";
  }
}
