package org.vedette.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Prompt;
import org.vedette.api.auth.Relay;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.primary.LoopMark;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Microsoft;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Salted;
import org.vedette.codec.radius.VendorAttribute;

/** What passes between a client and another RADIUS server. */
public class RelaysTest {
  private static final byte[] KEY = "sixteen octets!!".getBytes(UTF_8);
  private static final Attribute CLASS = Attribute.text(AttributeTypes.CLASS, "one");
  private static final Attribute EAP =
      new Attribute(AttributeTypes.EAP_MESSAGE, new byte[] {1, 5, 0, 5, 1});

  @Rule public final RadiusFixture radius = new RadiusFixture();

  @Test
  public void coreGetsTheRestOfTheRequestWhereATargetChecks() throws Exception {
    radius.serve(radius.relaying("protocols", "pap, eap"));
    RawNas nas = radius.raw();
    Attribute port = Attribute.integer(AttributeTypes.NAS_PORT, 7);
    Attribute proxy = new Attribute(AttributeTypes.PROXY_STATE, new byte[] {9});
    nas.exchange(nas.write(RadiusRequest.access("alice", "x").with(port).with(proxy).with(CLASS)));
    nas.exchange(
        nas.write(
            RadiusRequest.of(Code.ACCESS_REQUEST)
                .messageAuthenticator(true)
                .with(Attribute.text(AttributeTypes.USER_NAME, "alice"))
                .with(EAP)));

    AuthRequest password = radius.core.requests.get(0);
    assertThat(passed(password)).containsExactly(port, CLASS);
    AuthRequest eap = radius.core.requests.get(1);
    assertThat(eap.credential().orElseThrow()).isInstanceOf(Credential.Opaque.class);
    assertThat(passed(eap)).containsExactly(EAP);
  }

  /** As a Remote Desktop Gateway asks; without proof of the request it may have been stripped. */
  @Test
  public void nothingShownIsServedOnlyWhereItIsSetAndTheRequestIsProven() throws Exception {
    radius.serve(radius.relaying("protocols", "pap, none", "messageAuthenticator", "off"));
    RawNas nas = radius.raw();
    RadiusRequest bare =
        RadiusRequest.of(Code.ACCESS_REQUEST)
            .with(Attribute.text(AttributeTypes.USER_NAME, "alice"));
    nas.exchange(nas.write(bare.messageAuthenticator(true)));

    AuthRequest asked = radius.core.requests.get(0);
    assertThat(asked.credential().orElseThrow()).isInstanceOf(Credential.Opaque.class);
    assertThat(asked.credential().orElseThrow().identity()).isEmpty();
    assertThat(asked.asking()).isEqualTo(Asking.NEVER);
    Packet stripped = RawNas.packet(nas.exchange(nas.write(bare.messageAuthenticator(false))));
    assertThat(stripped.code()).isEqualTo(Code.ACCESS_REJECT);
    Packet digest =
        RawNas.packet(
            nas.exchange(
                nas.write(bare.messageAuthenticator(true).with(new Attribute(103, new byte[32])))));
    assertThat(digest.code()).isEqualTo(Code.ACCESS_REJECT);
    assertThat(radius.core.requests).hasSize(1);
  }

  @Test
  public void coreGetsNothingMoreWhereNoTargetChecks() {
    radius.serve(radius.application());
    radius.nas().authenticate("alice", "x");

    assertThat(radius.core.requests.get(0).caller().relay()).isEmpty();
  }

  @Test
  public void acceptRejectAndChallengeSayWhatTheTargetSaid() throws Exception {
    radius.serve(radius.relaying("protocols", "pap"));
    RawNas nas = radius.raw();
    Attribute key = Microsoft.attribute(Microsoft.MS_MPPE_SEND_KEY, KEY);
    Map<String, String> said =
        new Relay("radius", Attributes.write(List.of(CLASS, key, EAP))).seal(radius.vault);
    byte[] token = new byte[ChallengeToken.LENGTH];
    for (Outcome each :
        List.of(
            RadiusFixture.granted(said),
            new Outcome.Denied(ResultCode.PRIMARY_REFUSED, "0000-0000-0001", said),
            new Outcome.Challenged(
                new Prompt("Token?", true, "primary"),
                new ChallengeToken(token),
                Instant.now().plusSeconds(60),
                said))) {
      radius.core.says(each);
      byte[] request = nas.write(RadiusRequest.access("alice", "x"));
      Packet reply = RawNas.packet(nas.exchange(request));

      assertThat(reply.attributes()).contains(CLASS, EAP).doesNotContain(key);
      assertThat(reply.has(AttributeTypes.STATE)).isEqualTo(reply.code() == Code.ACCESS_CHALLENGE);
      assertThat(reply.has(AttributeTypes.REPLY_MESSAGE)).isFalse();
      byte[] hidden = VendorAttribute.all(reply).get(0).value();
      assertThat(Salted.reveal(hidden, RawNas.SECRET, RawNas.packet(request).authenticator()))
          .hasValueSatisfying(clear -> assertThat(Arrays.equals(clear, KEY)).isTrue());
    }
  }

  @Test
  public void whatFindsNoRoomIsLeftOutAndTheRestArrives() throws Exception {
    radius.serve(radius.relaying("protocols", "pap"));
    RawNas nas = radius.raw();
    List<Attribute> many =
        IntStream.range(0, 40)
            .mapToObj(each -> new Attribute(AttributeTypes.CLASS, new byte[200]))
            .toList();
    byte[] token = new byte[ChallengeToken.LENGTH];
    radius.core.says(
        new Outcome.Challenged(
            new Prompt("Token?", true, "primary"),
            new ChallengeToken(token),
            Instant.now().plusSeconds(60),
            new Relay("radius", Attributes.write(many)).seal(radius.vault)));
    Packet reply = RawNas.packet(nas.exchange(nas.write(RadiusRequest.access("alice", "x"))));

    assertThat(reply.code()).isEqualTo(Code.ACCESS_CHALLENGE);
    assertThat(reply.has(AttributeTypes.STATE)).isTrue();
    assertThat(reply.all(AttributeTypes.CLASS)).hasSize(20);
  }

  @Test
  public void whatWasSentFromHereIsRejectedWhenItComesBack() throws Exception {
    radius.serve(radius.relaying("protocols", "pap"));
    RawNas nas = radius.raw();
    Attribute mark = new Attribute(AttributeTypes.PROXY_STATE, LoopMark.make(radius.vault));
    Packet reply =
        RawNas.packet(nas.exchange(nas.write(RadiusRequest.access("alice", "x").with(mark))));

    assertThat(reply.code()).isEqualTo(Code.ACCESS_REJECT);
    assertThat(radius.core.requests).isEmpty();
  }

  private static List<Attribute> passed(AuthRequest request) {
    return Attributes.read(request.caller().relay().orElseThrow().content());
  }
}
