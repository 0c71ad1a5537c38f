package org.vedette.radius;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.primary.MsChapProof;
import org.vedette.api.primary.PasswordExpired;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.mschap.ErrorText;
import org.vedette.codec.mschap.Proof;
import org.vedette.codec.radius.Microsoft;
import org.vedette.codec.radius.MsChap2Response;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.Salted;
import org.vedette.codec.radius.Texts;

/** What a client of MS-CHAPv2 is told beside accept or reject (RFC 2548). */
final class MsChapReply {
  private static final byte[] ENCRYPTION_ALLOWED = {0, 0, 0, 1};

  /** RC4 with 128 bits, nothing shorter. */
  private static final byte[] STRONG_ONLY = {0, 0, 0, 4};

  private static final int CHALLENGE = 16;
  private static final int MOST_MESSAGE = 180;

  private final SecretVault vault;

  MsChapReply(SecretVault vault) {
    this.vault = vault;
  }

  /** Adds MS-CHAP2-Success and the keys, without which tunnels break. */
  void success(Arrival to, Map<String, String> attributes, PacketWriter writer) {
    Optional<MsChap2Response> asked = MsChap2Response.of(to.packet());
    Optional<MsChapProof> proof =
        asked.isEmpty() ? Optional.empty() : MsChapProof.open(attributes, vault);
    if (proof.isEmpty()) {
      return;
    }
    Proof keys = new Proof(proof.get().response(), proof.get().sendKey(), proof.get().receiveKey());
    writer.add(
        Microsoft.attribute(
            Microsoft.MS_CHAP2_SUCCESS, text(asked.get().identifier(), keys.text())));
    writer.add(Microsoft.attribute(Microsoft.MS_MPPE_ENCRYPTION_POLICY, ENCRYPTION_ALLOWED));
    writer.add(Microsoft.attribute(Microsoft.MS_MPPE_ENCRYPTION_TYPES, STRONG_ONLY));
    int salt = ByteBuffer.wrap(vault.random(Salted.SALT)).getShort();
    key(to, Microsoft.MS_MPPE_SEND_KEY, keys.sendKey(), salt, writer);
    // RFC 2548 section 2.4.2: the salts of one packet differ.
    key(to, Microsoft.MS_MPPE_RECV_KEY, keys.receiveKey(), salt ^ 1, writer);
  }

  /**
   * Adds MS-CHAP-Error, and allows no other try with this challenge. It is the same for every
   * reason but a right password that is too old, which the peer's software tells the person.
   */
  void failure(Arrival to, Map<String, String> attributes, String message, PacketWriter writer) {
    MsChap2Response.of(to.packet())
        .ifPresent(
            asked -> {
              ErrorText error =
                  new ErrorText(
                      PasswordExpired.isIn(attributes)
                          ? ErrorText.Code.PASSWORD_EXPIRED
                          : ErrorText.Code.AUTHENTICATION_FAILURE,
                      false,
                      vault.random(CHALLENGE),
                      cut(message));
              writer.add(
                  Microsoft.attribute(
                      Microsoft.MS_CHAP_ERROR, text(asked.identifier(), error.text())));
            });
  }

  private static void key(Arrival to, int type, byte[] key, int salt, PacketWriter writer) {
    byte[] hidden = Salted.hide(key, salt, to.secret(), to.packet().authenticator());
    writer.add(Microsoft.attribute(type, hidden));
  }

  private static String cut(String message) {
    byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
    return utf8.length <= MOST_MESSAGE
        ? message
        : new String(utf8, 0, Texts.cut(utf8, 0, MOST_MESSAGE), StandardCharsets.UTF_8);
  }

  private static byte[] text(int identifier, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] value = new byte[1 + utf8.length];
    value[0] = (byte) identifier;
    System.arraycopy(utf8, 0, value, 1, utf8.length);
    Arrays.fill(utf8, (byte) 0);
    return value;
  }
}
