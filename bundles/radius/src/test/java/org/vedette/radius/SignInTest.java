package org.vedette.radius;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Texts;

/** From a request to the core and back to a reply. */
public class SignInTest {
  @Rule public final RadiusFixture radius = new RadiusFixture();

  @Test
  public void coreSeesWhatTheClientSent() {
    radius.serve(radius.application());
    radius.core.says(RadiusFixture.granted(Map.of()));
    Instant before = Instant.now();
    Exchange exchange =
        radius
            .nas()
            .exchange(
                RadiusRequest.access("Älice", "pass wörd")
                    .with(Attribute.text(AttributeTypes.CALLING_STATION_ID, "198.51.100.7"))
                    .with(Attribute.text(AttributeTypes.NAS_IDENTIFIER, "gate-1"))
                    .with(new Attribute(AttributeTypes.NAS_IP_ADDRESS, new byte[] {10, 0, 0, 1}))
                    .with(Attribute.integer(AttributeTypes.NAS_PORT_TYPE, 5))
                    .with(Attribute.integer(AttributeTypes.FRAMED_IP_ADDRESS, 0x0A000002)));

    assertThat(exchange.accepted()).isTrue();
    assertThat(exchange.problems()).isEmpty();
    AuthRequest request = radius.core.requests.get(0);
    assertThat(request.username()).isEqualTo("Älice");
    assertThat(text(request)).isEqualTo("pass wörd");
    assertThat(request.caller().listener()).isEqualTo("radius");
    assertThat(request.caller().application()).isEqualTo(radius.application().id());
    assertThat(request.caller().peer()).isEqualTo("127.0.0.1");
    assertThat(request.caller().clientAddress()).isEqualTo("198.51.100.7");
    assertThat(request.caller().owner()).hasSize(32);
    assertThat(request.id()).hasSize(14);
    assertThat(Duration.between(before, request.deadline()))
        .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(70));
    assertThat(request.attributes())
        .isEqualTo(
            Map.of(
                "calling-station-id", "198.51.100.7",
                "nas-identifier", "gate-1",
                "nas-ip-address", "10.0.0.1",
                "nas-port-type", "Virtual",
                "framed-ip-address", "10.0.0.2"));
  }

  @Test
  public void whatCouldBeAlteredIsNoGroundForTrust() {
    radius.serve(radius.application("messageAuthenticator", "off"));
    radius.core.says(RadiusFixture.granted(Map.of()));
    RadiusRequest request =
        RadiusRequest.access("alice", "x")
            .with(Attribute.text(AttributeTypes.CALLING_STATION_ID, "10.0.0.7"));
    radius.nas().exchange(request.messageAuthenticator(false));
    radius.nas().exchange(request.password("x".getBytes(UTF_8)));

    assertThat(radius.core.requests)
        .extracting(each -> each.caller().clientAddress())
        .containsExactly("", "10.0.0.7");
  }

  @Test
  public void attributesOfTheUserReachTheClient() {
    radius.serve(radius.application());
    radius.core.says(
        RadiusFixture.granted(
            Map.of(
                "Filter-Id", "staff",
                "session-timeout", "3600",
                "Fortinet-Group-Name", "vpn",
                "mail", "alice@example.com",
                "state", "forged",
                "Service-Type", "no such")));
    Exchange exchange = radius.nas().authenticate("alice", "x");

    assertThat(exchange.reply().orElseThrow().attributes())
        .extracting(Attribute::type)
        .containsExactly(
            AttributeTypes.MESSAGE_AUTHENTICATOR, 11, AttributeTypes.VENDOR_SPECIFIC, 27);
    assertThat(exchange.text(11)).isEqualTo("staff");
  }

  @Test
  public void challengeRoundCarriesStateAndAnswer() {
    radius.serve(radius.application("replyMessage", "VPN: {prompt}"));
    radius.core.says(RadiusFixture.challenged((byte) 9, "Enter your code"));
    RadiusClient nas = radius.nas();
    Exchange challenge = nas.authenticate("alice", "x");

    assertThat(challenge.challenged()).isTrue();
    assertThat(challenge.problems()).isEmpty();
    assertThat(challenge.message()).isEqualTo("VPN: Enter your code");
    assertThat(challenge.state()).hasSize(16).containsOnly(9);
    byte[] timeout =
        challenge.reply().orElseThrow().first(AttributeTypes.SESSION_TIMEOUT).orElseThrow();
    assertThat(timeout[3] & 0xFF).isBetween(80, 90);

    radius.core.says(RadiusFixture.granted(Map.of()));
    assertThat(nas.answer(challenge, "alice", "123456").accepted()).isTrue();
    FakeCore.Answered answered = radius.core.answers.get(0);
    assertThat(answered.token()).isEqualTo(new ChallengeToken(challenge.state()));
    assertThat(answered.username()).isEqualTo("alice");
    assertThat(answered.code()).isEqualTo("123456");
  }

  @Test
  public void stateFromAnotherClientIsHandedOverWithItsOwnCaller() throws IOException {
    radius.serve(radius.application(), radius.applicationAt("other", "127.0.0.2"));
    RadiusRequest answer = RadiusRequest.access("alice", "123456").state(new byte[16]);
    radius.nas().exchange(answer);
    RawNas other = radius.raw(RadiusFixture.SECOND, radius.signInAddress());
    assertThat(RawNas.packet(other.exchange(other.write(answer))).code().number()).isEqualTo(3);

    assertThat(radius.core.answers)
        .extracting(each -> each.caller().application())
        .containsExactly(
            radius.application().id(), radius.applicationAt("other", "127.0.0.2").id());
    assertThat(radius.core.answers.get(0).caller().owner())
        .isNotEqualTo(radius.core.answers.get(1).caller().owner());
  }

  @Test
  public void stateOfAnotherLengthIsAnUnknownChallenge() {
    radius.serve(radius.application());
    Exchange exchange =
        radius.nas().exchange(RadiusRequest.access("alice", "1").state(new byte[5]));

    assertThat(exchange.rejected()).isTrue();
    assertThat(radius.core.requests).isEmpty();
    assertThat(radius.core.answers).hasSize(1);
  }

  @Test
  public void rejectSaysTheTextOfTheApplication() {
    radius.serve(radius.application("rejectMessage", "No. Reference {id}"));
    Exchange exchange = radius.nas().authenticate("alice", "wrong");

    assertThat(exchange.rejected()).isTrue();
    assertThat(exchange.message()).isEqualTo("No. Reference K7Q2-9XMR-4TBC");
  }

  @Test
  public void longTextIsSplitBetweenCharacters() {
    radius.serve(radius.application());
    String text = "ü".repeat(400);
    radius.core.says(RadiusFixture.challenged((byte) 1, text));
    Exchange exchange = radius.nas().authenticate("alice", "x");
    List<byte[]> parts = exchange.reply().orElseThrow().all(AttributeTypes.REPLY_MESSAGE);

    assertThat(parts).hasSize(4).allMatch(part -> Texts.read(part).isPresent());
    assertThat(exchange.message()).isEqualTo(text);
  }

  @Test
  public void clientThatCannotShowAChallengeIsRejected() {
    radius.serve(radius.application("challenge", "off"));
    radius.core.says(new Outcome.Denied(ResultCode.CANNOT_ASK, "0000-0000-0001"));

    assertThat(radius.nas().authenticate("alice", "x").rejected()).isTrue();
    assertThat(radius.core.requests.get(0).asking()).isEqualTo(Asking.NEVER);
  }

  @Test
  public void nothingDecidedIsSilenceAndAFreshTryLater() throws IOException {
    radius.serve(radius.application());
    RawNas nas = radius.raw();
    byte[] request = nas.write(RadiusRequest.access("alice", "x"));
    radius.core.says(new Outcome.Unavailable(Duration.ofSeconds(1), "test"));
    assertThat(nas.isSilentTo(request)).isTrue();
    radius.core.says(
        () -> {
          throw new IllegalStateException("test");
        });
    assertThat(nas.isSilentTo(request)).isTrue();
    radius.core.says(() -> CompletableFuture.failedFuture(new IllegalStateException("test")));
    assertThat(nas.isSilentTo(request)).isTrue();

    radius.core.says(RadiusFixture.granted(Map.of()));
    assertThat(RawNas.packet(nas.exchange(request)).code().number()).isEqualTo(2);
    assertThat(radius.core.requests).hasSize(4);
    assertThat(radius.core.requests.get(0).caller().owner())
        .isEqualTo(radius.core.requests.get(3).caller().owner());
  }

  @Test
  public void successorOfACoreIsAskedTheSame() {
    radius.serve(radius.application());
    FakeCore successor = new FakeCore().says(RadiusFixture.granted(Map.of()));
    radius.core.says(new Outcome.Moved());
    CompletableFuture<Exchange> exchange = radius.nas().send(RadiusRequest.access("alice", "x"));
    Awaitility.await().until(() -> radius.core.requests.size() == 1);
    radius.server.core().remove(radius.core);
    radius.server.core().add(0, successor);

    assertThat(exchange.join().accepted()).isTrue();
    assertThat(successor.requests.get(0)).isSameAs(radius.core.requests.get(0));
    assertThat(radius.core.requests).hasSize(1);
  }

  @Test
  public void successorOfACoreHoldsThePromptThatRuns() {
    radius.serve(radius.application());
    ChallengeToken prompt = new ChallengeToken(new byte[ChallengeToken.LENGTH]);
    FakeCore successor = new FakeCore().says(RadiusFixture.granted(Map.of()));
    radius.core.says(new Outcome.Moved(Optional.of(prompt)));
    CompletableFuture<Exchange> exchange = radius.nas().send(RadiusRequest.access("alice", "x"));
    Awaitility.await().until(() -> radius.core.requests.size() == 1);
    radius.server.core().remove(radius.core);
    radius.server.core().add(0, successor);

    assertThat(exchange.join().accepted()).isTrue();
    assertThat(successor.requests).isEmpty();
    assertThat(successor.holding).hasSize(1);
    assertThat(successor.holding.get(0).token()).isEqualTo(prompt);
    assertThat(successor.holding.get(0).caller()).isEqualTo(radius.core.requests.get(0).caller());
  }

  @Test
  public void namesAndPasswordsMayBeLatinWhereTheClientIs() {
    radius.serve(radius.application("charset", "iso-8859-1"));
    RadiusRequest latin =
        RadiusRequest.of(Code.ACCESS_REQUEST)
            .messageAuthenticator(true)
            .with(new Attribute(AttributeTypes.USER_NAME, "jürgen".getBytes(ISO_8859_1)))
            .password("käse".getBytes(ISO_8859_1));
    Packet reply = radius.nas().exchange(latin).reply().orElseThrow();

    assertThat(reply.code().number()).isEqualTo(3);
    assertThat(radius.core.requests.get(0).username()).isEqualTo("jürgen");
    assertThat(text(radius.core.requests.get(0))).isEqualTo("käse");
  }

  private static String text(AuthRequest request) {
    return ((Credential.Typed) request.credential().orElseThrow()).text().text();
  }
}
