package org.vedette.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.primary.MsChapProof;
import org.vedette.api.primary.PasswordExpired;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.mschap.MsChap2;
import org.vedette.codec.mschap.NtHash;
import org.vedette.codec.mschap.Proof;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Microsoft;
import org.vedette.codec.radius.MsChap2Response;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Salted;
import org.vedette.codec.radius.VendorAttribute;

/** CHAP and MS-CHAPv2: what the core is asked, and what the client is told. */
public class ProtocolsTest {
  private static final byte[] CHALLENGE = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] PEER = "fedcba9876543210".getBytes(UTF_8);
  private static final byte[] HASH = NtHash.of("correct horse".getBytes(UTF_8));

  @Rule public final RadiusFixture radius = new RadiusFixture();

  @Test
  public void chapCarriesAProof() throws Exception {
    radius.serve(radius.application("protocols", "pap, chap"));
    byte[] value = new byte[17];
    value[0] = 42;
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update((byte) 42);
    md5.update("123456".getBytes(UTF_8));
    System.arraycopy(md5.digest(CHALLENGE), 0, value, 1, 16);
    radius
        .nas()
        .exchange(
            named("alice")
                .with(new Attribute(AttributeTypes.CHAP_CHALLENGE, CHALLENGE))
                .with(new Attribute(AttributeTypes.CHAP_PASSWORD, value)));

    AuthRequest request = radius.core.requests.get(0);
    Credential.Chap shown = (Credential.Chap) request.credential().orElseThrow();
    assertThat(shown.provedBy("123456".getBytes(UTF_8))).isTrue();
    assertThat(shown.provedBy("123457".getBytes(UTF_8))).isFalse();
    assertThat(request.asking()).isEqualTo(Asking.NEVER);
  }

  @Test
  public void msChap2IsAcceptedWithProofAndKeys() throws Exception {
    radius.serve(radius.application("protocols", "mschapv2"));
    MsChap2 exchange = new MsChap2(CHALLENGE, PEER, "alice".getBytes(UTF_8), response());
    Proof proof = exchange.proof(NtHash.again(HASH));
    radius.core.says(
        RadiusFixture.granted(
            new MsChapProof(proof.response(), proof.sendKey(), proof.receiveKey())
                .seal(radius.vault)));
    RawNas nas = radius.raw();
    byte[] sent = nas.write(msChap2());
    Packet reply = RawNas.packet(nas.exchange(sent));

    Credential.MsChap2 shown =
        (Credential.MsChap2) radius.core.requests.get(0).credential().orElseThrow();
    assertThat(shown.challenge()).isEqualTo(CHALLENGE);
    assertThat(shown.peerChallenge()).isEqualTo(PEER);
    assertThat(shown.response()).isEqualTo(response());
    assertThat(reply.code()).isEqualTo(Code.ACCESS_ACCEPT);
    assertThat(microsoft(reply, Microsoft.MS_CHAP2_SUCCESS))
        .hasValueSatisfying(
            it -> assertThat(it).startsWith(9).endsWith(proof.text().getBytes(UTF_8)).hasSize(43));
    byte[] authenticator = RawNas.packet(sent).authenticator();
    assertThat(key(reply, Microsoft.MS_MPPE_SEND_KEY, authenticator)).hasValue(proof.sendKey());
    assertThat(key(reply, Microsoft.MS_MPPE_RECV_KEY, authenticator)).hasValue(proof.receiveKey());
  }

  @Test
  public void msChap2IsRejectedWithAnErrorThatTellsNoReason() throws Exception {
    radius.serve(radius.application("protocols", "mschapv2"));
    RawNas nas = radius.raw();
    for (ResultCode each : List.of(ResultCode.PRIMARY_REFUSED, ResultCode.CANNOT_ASK)) {
      radius.core.says(new Outcome.Denied(each, "0000-0000-0001"));
      Packet reply = RawNas.packet(nas.exchange(nas.write(msChap2())));
      byte[] error = microsoft(reply, Microsoft.MS_CHAP_ERROR).orElseThrow();

      assertThat(reply.code()).isEqualTo(Code.ACCESS_REJECT);
      assertThat(error[0]).isEqualTo((byte) 9);
      assertThat(new String(error, 1, error.length - 1, UTF_8))
          .matches("E=691 R=0 C=[0-9A-F]{32} V=3 M=Sign-in failed\\.");
    }
  }

  @Test
  public void aRightPasswordThatIsTooOldIsToldToThePeer() throws Exception {
    radius.serve(radius.application("protocols", "mschapv2"));
    RawNas nas = radius.raw();
    radius.core.says(
        new Outcome.Denied(
            ResultCode.PRIMARY_REFUSED, "0000-0000-0001", PasswordExpired.attributes()));
    Packet reply = RawNas.packet(nas.exchange(nas.write(msChap2())));
    byte[] error = microsoft(reply, Microsoft.MS_CHAP_ERROR).orElseThrow();

    assertThat(reply.code()).isEqualTo(Code.ACCESS_REJECT);
    assertThat(new String(error, 1, error.length - 1, UTF_8)).startsWith("E=648 R=0 C=");
  }

  @Test
  public void brokenProofsAreDropped() throws Exception {
    radius.serve(radius.application("protocols", "pap, chap, mschapv2"));
    RawNas nas = radius.raw();
    Attribute asked = Microsoft.attribute(Microsoft.MS_CHAP_CHALLENGE, CHALLENGE);
    Attribute answered = new MsChap2Response(9, CHALLENGE, PEER, response()).pack();
    Attribute shortOne = Microsoft.attribute(Microsoft.MS_CHAP2_RESPONSE, new byte[49]);
    Attribute chap = new Attribute(AttributeTypes.CHAP_PASSWORD, new byte[5]);
    for (RadiusRequest each :
        List.of(
            named("alice").with(answered),
            named("alice").with(asked).with(shortOne),
            named("alice").with(chap),
            RadiusRequest.of(Code.ACCESS_REQUEST)
                .messageAuthenticator(true)
                .with(asked)
                .with(answered))) {
      assertThat(nas.isSilentTo(nas.write(each))).isTrue();
    }
    assertThat(radius.core.requests).isEmpty();
    assertThat(radius.replies().pending()).isZero();
  }

  private static RadiusRequest msChap2() {
    return named("alice")
        .with(Microsoft.attribute(Microsoft.MS_CHAP_CHALLENGE, CHALLENGE))
        .with(new MsChap2Response(9, CHALLENGE, PEER, response()).pack());
  }

  private static RadiusRequest named(String username) {
    return RadiusRequest.of(Code.ACCESS_REQUEST)
        .messageAuthenticator(true)
        .with(Attribute.text(AttributeTypes.USER_NAME, username));
  }

  private static byte[] response() {
    return MsChap2.answer(CHALLENGE, PEER, "alice".getBytes(UTF_8), HASH);
  }

  private static Optional<byte[]> key(Packet reply, int type, byte[] authenticator) {
    return microsoft(reply, type)
        .flatMap(hidden -> Salted.reveal(hidden, RawNas.SECRET, authenticator));
  }

  private static Optional<byte[]> microsoft(Packet reply, int type) {
    return VendorAttribute.all(reply).stream()
        .filter(each -> each.vendor() == Microsoft.VENDOR && each.type() == type)
        .map(VendorAttribute::value)
        .findFirst();
  }
}
