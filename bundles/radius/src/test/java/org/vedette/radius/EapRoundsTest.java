package org.vedette.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.eap.EapMessage;
import org.vedette.api.eap.EapMethod;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.eap.EapReply;
import org.vedette.api.eap.EapServer;
import org.vedette.api.secret.Secret;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Microsoft;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Salted;
import org.vedette.codec.radius.VendorAttribute;
import org.vedette.radius.Counters.Count;

/** Messages of EAP that ends here go to whoever speaks it, and its replies to the client. */
public class EapRoundsTest {
  private static final byte[] IDENTITY = {2, 7, 0, 10, 1, 'a', 'l', 'i', 'c', 'e'};
  private static final byte[] STATE = "0123456789abcdef".getBytes(UTF_8);

  @Rule public final RadiusFixture radius = new RadiusFixture();
  private final List<EapMessage> messages = new ArrayList<>();

  @Test
  public void roundsGoToEapAndNotToTheCore() {
    byte[] eap = new byte[700];
    Arrays.fill(eap, (byte) 9);
    serve(new EapReply.Continue(eap, STATE, Duration.ofSeconds(30)));
    radius.serve(radius.application("protocols", "eap", "eapMethods", "peap-gtc, gtc"));
    Exchange challenge =
        radius
            .nas()
            .exchange(request(IDENTITY).with(Attribute.integer(AttributeTypes.FRAMED_MTU, 1024)));

    assertThat(challenge.challenged()).as(challenge.toString()).isTrue();
    assertThat(challenge.problems()).isEmpty();
    Packet reply = challenge.reply().orElseThrow();
    assertThat(reply.joined(AttributeTypes.EAP_MESSAGE)).hasValue(eap);
    assertThat(reply.all(AttributeTypes.EAP_MESSAGE)).hasSize(3);
    assertThat(challenge.state()).isEqualTo(STATE);
    assertThat(reply.first(AttributeTypes.SESSION_TIMEOUT)).isEmpty();
    EapMessage message = messages.get(0);
    assertThat(message.eap()).isEqualTo(IDENTITY);
    assertThat(message.path()).isEqualTo(1020);
    assertThat(message.methods()).containsExactly(EapMethod.PEAP_GTC, EapMethod.GTC);
    assertThat(radius.core.requests).isEmpty();
  }

  @Test
  public void acceptCarriesKeysAndTheNameInside() {
    byte[] key = new byte[64];
    for (int index = 0; index < key.length; index++) {
      key[index] = (byte) index;
    }
    byte[] success = {3, 7, 0, 4};
    Outcome.Granted granted =
        new Outcome.Granted("alice", Map.of("Class", "one"), ResultCode.OATH_VERIFIED, "ID");
    serve(new EapReply.Accepted(success, Optional.of(key.clone()), granted));
    radius.serve(radius.application("protocols", "eap"));
    Exchange accept = radius.nas().exchange(request(IDENTITY).state(STATE));

    assertThat(accept.accepted()).as(accept.toString()).isTrue();
    Packet reply = accept.reply().orElseThrow();
    assertThat(reply.typeAt(0)).isEqualTo(AttributeTypes.MESSAGE_AUTHENTICATOR);
    assertThat(reply.first(AttributeTypes.EAP_MESSAGE)).hasValue(success);
    assertThat(accept.text(AttributeTypes.USER_NAME)).isEqualTo("alice");
    assertThat(key(accept, Microsoft.MS_MPPE_RECV_KEY)).isEqualTo(Arrays.copyOf(key, 32));
    assertThat(key(accept, Microsoft.MS_MPPE_SEND_KEY)).isEqualTo(Arrays.copyOfRange(key, 32, 64));
    assertThat(messages.get(0).state()).hasValue(STATE);
  }

  @Test
  public void questionsReachTheCoreUnderTheNameInside() {
    radius.core.says(new Outcome.Denied(ResultCode.CANNOT_ASK, "ID"));
    radius.server.rounds().add(0, new Asks());
    radius.serve(radius.application("protocols", "eap"));
    Exchange reject = radius.nas().exchange(request(IDENTITY));

    assertThat(reject.rejected()).as(reject.toString()).isTrue();
    AuthRequest asked = radius.core.requests.get(0);
    assertThat(asked.username()).isEqualTo("inner");
    assertThat(asked.asking()).isEqualTo(Asking.NEVER);
    assertThat(asked.credential().orElseThrow()).isInstanceOf(Credential.Typed.class);
    assertThat(reject.reply().orElseThrow().first(AttributeTypes.EAP_MESSAGE))
        .hasValue(new byte[] {4, 7, 0, 4});
    assertThat(reject.message()).as("RFC 3579 section 2.6.5").isEmpty();
  }

  @Test
  public void silenceIsNoReply() throws Exception {
    radius.serve(radius.application("protocols", "eap"));
    RawNas nas = radius.raw();
    serve(new EapReply.Silent(false, "no answer to the last request"));
    assertThat(nas.isSilentTo(nas.write(request(IDENTITY)))).isTrue();
    serve(new EapReply.Silent(true, "too many"));
    assertThat(nas.isSilentTo(nas.write(request(IDENTITY)))).isTrue();

    assertThat(radius.replies().pending()).isZero();
    assertThat(radius.server.counters().get(Count.UNAVAILABLE)).isEqualTo(1);
    assertThat(radius.server.counters().get(Count.MALFORMED)).isEqualTo(1);
  }

  @Test
  public void messagesWaitForWhoeverSpeaksEapToComeBack() {
    radius.serve(radius.application("protocols", "eap"));
    CompletableFuture<Exchange> waiting = radius.nas().send(request(IDENTITY));
    Awaitility.await().until(() -> radius.server.inFlight() == 1);
    serve(new EapReply.Continue(IDENTITY, STATE, Duration.ofSeconds(30)));

    assertThat(waiting.join().challenged()).isTrue();
  }

  @Test
  public void requestsThatWaitAreLeftForTheSuccessor() throws Exception {
    CompletableFuture<EapReply> never = new CompletableFuture<>();
    radius.server.rounds().add(0, (message, ask) -> never);
    radius.serve(radius.application("protocols", "eap"));
    CompletableFuture<Exchange> waiting = radius.nas().send(request(IDENTITY));
    Awaitility.await().until(() -> radius.server.inFlight() == 1);
    radius.server.close();
    radius.server = radius.start();
    radius.server.core().add(0, radius.core);
    serve(new EapReply.Continue(IDENTITY, STATE, Duration.ofSeconds(60)));
    radius.ready();

    Exchange challenge = waiting.join();
    assertThat(challenge.challenged()).as(challenge.toString()).isTrue();
    assertThat(challenge.reply().orElseThrow().first(AttributeTypes.SESSION_TIMEOUT))
        .hasValue(new byte[] {0, 0, 0, 60});
  }

  private void serve(EapReply reply) {
    radius
        .server
        .rounds()
        .add(
            0,
            (message, ask) -> {
              messages.add(message);
              return CompletableFuture.completedFuture(reply);
            });
  }

  /** Asks the core and rejects whatever it says. */
  private static final class Asks implements EapServer {
    @Override
    public CompletionStage<EapReply> receive(
        EapMessage message, Function<EapQuestion, CompletionStage<Outcome>> ask) {
      return ask.apply(
              new EapQuestion.First(
                  "inner", new Credential.Typed(Secret.of("secret")), Asking.NEVER))
          .thenApply(outcome -> new EapReply.Rejected(Optional.of((Outcome.Denied) outcome), ""));
    }
  }

  private static RadiusRequest request(byte[] eap) {
    return RadiusRequest.of(Code.ACCESS_REQUEST)
        .messageAuthenticator(true)
        .with(Attribute.text(AttributeTypes.USER_NAME, "anonymous"))
        .with(new Attribute(AttributeTypes.EAP_MESSAGE, eap));
  }

  private static byte[] key(Exchange accept, int type) {
    Packet reply = accept.reply().orElseThrow();
    assertThat(MessageAuthenticator.ofReply(reply, accept.authenticator(), RawNas.SECRET))
        .isEqualTo(MessageAuthenticator.Check.VALID);
    byte[] hidden =
        VendorAttribute.all(reply).stream()
            .filter(each -> each.vendor() == Microsoft.VENDOR && each.type() == type)
            .map(VendorAttribute::value)
            .findFirst()
            .orElseThrow();
    return Salted.reveal(hidden, RawNas.SECRET, accept.authenticator()).orElseThrow();
  }
}
