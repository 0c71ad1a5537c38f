package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.Test;

/** Answers to a challenge: CHAP-Password and MS-CHAP2-Response. */
public class ChallengesTest {
  private static final SharedSecret SECRET = SharedSecret.of("a secret of some length");
  private static final byte[] AUTHENTICATOR = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] CHALLENGE = "fedcba9876543210".getBytes(UTF_8);
  private static final byte[] PEER = "ABCDEFGHIJKLMNOP".getBytes(UTF_8);
  private static final byte[] RESPONSE = "the 24 octets of an answ".getBytes(UTF_8);

  @Test
  public void chapUsesTheAuthenticatorWhereThereIsNoChallenge() {
    ChapPassword read = ChapPassword.of(packet(chap(17))).orElseThrow();

    assertThat(read.identifier()).isEqualTo(200);
    assertThat(read.challenge()).isEqualTo(AUTHENTICATOR);
    assertThat(read.response()).hasSize(16).startsWith(1, 2);
  }

  @Test
  public void chapPrefersItsChallenge() {
    Packet packet = packet(chap(17), new Attribute(AttributeTypes.CHAP_CHALLENGE, CHALLENGE));

    assertThat(ChapPassword.of(packet).orElseThrow().challenge()).isEqualTo(CHALLENGE);
  }

  @Test
  public void chapOfAnotherLengthIsNone() {
    assertThat(ChapPassword.of(packet(chap(16)))).isEmpty();
    assertThat(ChapPassword.of(packet(chap(18)))).isEmpty();
    assertThat(ChapPassword.of(packet())).isEmpty();
    assertThat(
            ChapPassword.of(
                packet(chap(17), new Attribute(AttributeTypes.CHAP_CHALLENGE, new byte[4]))))
        .isEmpty();
  }

  @Test
  public void msChap2ComesBack() {
    MsChap2Response sent = new MsChap2Response(9, CHALLENGE, PEER, RESPONSE);
    Attribute asked = Microsoft.attribute(Microsoft.MS_CHAP_CHALLENGE, CHALLENGE);

    assertThat(MsChap2Response.of(packet(asked, sent.pack()))).contains(sent);
    assertThat(MsChap2Response.of(packet(sent.pack(), asked))).contains(sent);
  }

  @Test
  public void msChap2WithoutAPartIsNone() {
    MsChap2Response sent = new MsChap2Response(9, CHALLENGE, PEER, RESPONSE);
    Attribute asked = Microsoft.attribute(Microsoft.MS_CHAP_CHALLENGE, CHALLENGE);
    Attribute shortChallenge = Microsoft.attribute(Microsoft.MS_CHAP_CHALLENGE, new byte[8]);
    Attribute longer = Microsoft.attribute(Microsoft.MS_CHAP2_RESPONSE, new byte[51]);

    assertThat(MsChap2Response.of(packet(sent.pack()))).isEmpty();
    assertThat(MsChap2Response.of(packet(asked))).isEmpty();
    assertThat(MsChap2Response.of(packet(shortChallenge, sent.pack()))).isEmpty();
    assertThat(MsChap2Response.of(packet(asked, longer))).isEmpty();
  }

  @Test
  public void tellNothing() {
    assertThat(new MsChap2Response(9, CHALLENGE, PEER, RESPONSE).toString())
        .isEqualTo("MsChap2Response[redacted]");
    assertThat(ChapPassword.of(packet(chap(17))).orElseThrow().toString())
        .isEqualTo("ChapPassword[redacted]");
  }

  private static Attribute chap(int length) {
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) 3);
    value[0] = (byte) 200;
    value[1] = 1;
    value[2] = 2;
    return new Attribute(AttributeTypes.CHAP_PASSWORD, value);
  }

  private static Packet packet(Attribute... attributes) {
    PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 5);
    for (Attribute each : attributes) {
      writer.add(each);
    }
    return Packet.decode(writer.request(AUTHENTICATOR, SECRET))
        .match(
            Decoded.Valid::packet,
            malformed -> {
              throw new AssertionError(malformed.why());
            });
  }
}
