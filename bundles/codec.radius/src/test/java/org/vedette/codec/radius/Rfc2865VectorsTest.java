package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.Test;

/** The examples of RFC 2865 section 7. */
public class Rfc2865VectorsTest {
  private static final SharedSecret SECRET = SharedSecret.of("xyzzy5461");
  private static final String TELNET_REQUEST =
      "010000380f403f9473978057bd83d5cb98f4227a01066e656d6f02120dbe708d93d413ce3196e43f782a0aee"
          + "0406c0a80110050600000003";
  private static final String TELNET_ACCEPT =
      "0200002686fe220e7624ba2a1005f6bf9b55e0b20606000000010f06000000000e06c0a80103";
  private static final String CHAP_REQUEST =
      "010100472aee86f08d0d55969ca5978e0d3367a20108666c6f707379031316e97557c316185895f293ff6344"
          + "0772750406c0a80110050600000014060600000002070600000001";

  @Test
  public void revealsThePasswordOfTheTelnetExample() {
    Packet request = packet(TELNET_REQUEST);

    assertThat(request.code()).isEqualTo(Code.ACCESS_REQUEST);
    assertThat(request.first(AttributeTypes.USER_NAME)).hasValue("nemo".getBytes(UTF_8));
    UserPassword.Revealed revealed =
        UserPassword.reveal(
            request.first(AttributeTypes.USER_PASSWORD).orElseThrow(),
            SECRET,
            request.authenticator(),
            UTF_8);
    String password = revealed.match(clear -> new String(clear.utf8(), UTF_8), garbled -> "");
    assertThat(password).isEqualTo("arctangent");
  }

  @Test
  public void writesTheVeryBytesOfTheTelnetExample() {
    byte[] authenticator = packet(TELNET_REQUEST).authenticator();
    PacketWriter request = new PacketWriter(Code.ACCESS_REQUEST, 0);
    request.add(Attribute.text(AttributeTypes.USER_NAME, "nemo"));
    request.add(
        AttributeTypes.USER_PASSWORD,
        UserPassword.hide("arctangent".getBytes(UTF_8), SECRET, authenticator));
    request.add(AttributeTypes.NAS_IP_ADDRESS, new byte[] {(byte) 192, (byte) 168, 1, 16});
    request.add(Attribute.integer(AttributeTypes.NAS_PORT, 3));

    assertThat(hex(request.request(authenticator, SECRET))).isEqualTo(TELNET_REQUEST);
  }

  @Test
  public void writesTheVeryBytesOfTheAccept() {
    byte[] authenticator = packet(TELNET_REQUEST).authenticator();
    PacketWriter accept = new PacketWriter(Code.ACCESS_ACCEPT, 0);
    accept.add(Attribute.integer(AttributeTypes.SERVICE_TYPE, 1));
    accept.add(Attribute.integer(15, 0));
    accept.add(14, new byte[] {(byte) 192, (byte) 168, 1, 3});

    assertThat(hex(accept.reply(authenticator, SECRET))).isEqualTo(TELNET_ACCEPT);
    assertThat(Authenticators.provesReply(packet(TELNET_ACCEPT), authenticator, SECRET)).isTrue();
    assertThat(
            Authenticators.provesReply(
                packet(TELNET_ACCEPT), authenticator, SharedSecret.of("xyzzy5462")))
        .isFalse();
  }

  @Test
  public void readsTheChapExample() throws NoSuchAlgorithmException {
    Packet request = packet(CHAP_REQUEST);

    assertThat(request.identifier()).isEqualTo(1);
    assertThat(request.first(AttributeTypes.CHAP_PASSWORD).orElseThrow())
        .isEqualTo(chapPassword(0x16, "arctangent", request.authenticator()));
    assertThat(request.has(AttributeTypes.USER_PASSWORD)).isFalse();
  }

  private static byte[] chapPassword(int id, String password, byte[] challenge)
      throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    digest.update((byte) id);
    digest.update(password.getBytes(UTF_8));
    byte[] hash = digest.digest(challenge);
    return ByteBuffer.allocate(17).put((byte) id).put(hash).array();
  }

  private static Packet packet(String hex) {
    return Packet.decode(HexFormat.of().parseHex(hex))
        .match(Decoded.Valid::packet, malformed -> null);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
