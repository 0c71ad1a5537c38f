package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.radius.PacketDesk.Taken;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Authenticators;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.radius.Counters.Count;

/** RFC 6614 and draft-ietf-radext-radiusdtls-bis, above TLS. */
public class StreamDeskTest {
  private static final SharedSecret RADSEC = SharedSecret.of("radsec");
  private static final RadiusRequest SIGN_IN = RadiusRequest.access("alice", "x");

  @Rule public final RadiusFixture radius = new RadiusFixture();

  private final FakeStream stream = new FakeStream("127.0.0.1", "nas1.example.org");
  private final Random random = new Random(1);

  private Taken receive(byte[] octets) {
    return radius.server.streams().receive(octets, stream);
  }

  private byte[] write(RadiusRequest request) {
    byte[] authenticator = new byte[16];
    random.nextBytes(authenticator);
    return request.bytes(random.nextInt(256), authenticator, RADSEC);
  }

  private void serve(String... extra) {
    radius.serve(radius.application(extra));
  }

  @Test
  public void signsInWithTheSecretOfAll() throws Exception {
    serve("radsecName", "nas1.example.org");
    radius.core.says(RadiusFixture.granted(Map.of("Class", "0x0102")));
    byte[] request = write(SIGN_IN);

    assertThat(receive(request)).isEqualTo(Taken.YES);
    Packet reply = stream.next();
    assertThat(reply.code()).isEqualTo(Code.ACCESS_ACCEPT);
    byte[] authenticator = RawNas.packet(request).authenticator();
    assertThat(Authenticators.provesReply(reply, authenticator, RADSEC)).isTrue();
    assertThat(MessageAuthenticator.ofReply(reply, authenticator, RADSEC))
        .isEqualTo(MessageAuthenticator.Check.VALID);
    assertThat(radius.core.requests.get(0).username()).isEqualTo("alice");
  }

  /** TLS proves the request: also without Message-Authenticator, through a proxy, and its facts. */
  @Test
  public void whatTlsProvesNeedsNoOtherProof() throws Exception {
    serve("radsecName", "nas1.example.org");
    RadiusRequest bare =
        SIGN_IN
            .messageAuthenticator(false)
            .with(Attribute.text(AttributeTypes.PROXY_STATE, "one"))
            .with(Attribute.text(AttributeTypes.CALLING_STATION_ID, "192.0.2.7"));

    assertThat(receive(write(bare))).isEqualTo(Taken.YES);
    assertThat(stream.next().first(AttributeTypes.PROXY_STATE)).isPresent();
    assertThat(radius.core.requests.get(0).caller().clientAddress()).isEqualTo("192.0.2.7");
  }

  @Test
  public void onlyTheNamedPeerOfAClientThatMayIsServed() {
    radius.serve(
        radius.application("radsecName", "*.example.org"),
        radius.applicationAt("udp", "127.0.0.2"));
    byte[] request = write(SIGN_IN);

    for (FakeStream wrong :
        List.of(
            new FakeStream("127.0.0.1", "nas1.example.com"),
            new FakeStream("127.0.0.1"),
            new FakeStream("127.0.0.2", "nas1.example.org"),
            new FakeStream("127.0.0.3", "nas1.example.org"))) {
      assertThat(radius.server.streams().receive(request, wrong)).isEqualTo(Taken.CLOSE);
      assertThat(wrong.sent).isEmpty();
    }
    assertThat(radius.core.requests).isEmpty();
    assertThat(radius.server.counters().get(Count.UNKNOWN)).isEqualTo(4);
    assertThat(radius.server.streams().expects(stream.source().getAddress())).isTrue();
    assertThat(radius.server.streams().expects(RadiusFixture.SECOND.getAddress())).isFalse();
  }

  @Test
  public void brokenAndForgedPacketsEndTheConnection() {
    serve("radsecName", "nas1.example.org");
    byte[] altered = write(SIGN_IN);
    altered[altered.length - 1] ^= 1;
    byte[] otherSecret = SIGN_IN.bytes(1, new byte[16], RawNas.SECRET);
    byte[] report = write(RadiusRequest.accounting(1, "s"));
    report[4] ^= 1;
    byte[] attribute = write(SIGN_IN);
    attribute[21] = 1;

    for (byte[] each : List.of(altered, otherSecret, report, attribute, new byte[19])) {
      assertThat(receive(each)).isEqualTo(Taken.CLOSE);
    }
    assertThat(radius.core.requests).isEmpty();
    assertThat(stream.sent).isEmpty();
  }

  @Test
  public void statusAndAccountingShareTheConnection() throws Exception {
    serve("radsecName", "nas1.example.org");

    assertThat(receive(write(RadiusRequest.status()))).isEqualTo(Taken.YES);
    assertThat(stream.next().code()).isEqualTo(Code.ACCESS_ACCEPT);
    assertThat(receive(write(RadiusRequest.accounting(1, "s")))).isEqualTo(Taken.YES);
    assertThat(stream.next().code()).isEqualTo(Code.ACCOUNTING_RESPONSE);
    // RFC 5997 section 3.
    assertThat(receive(write(RadiusRequest.status().messageAuthenticator(false))))
        .isEqualTo(Taken.YES);
    // RFC 3579 section 3.1.
    assertThat(
            receive(
                write(
                    RadiusRequest.of(Code.ACCESS_REQUEST)
                        .with(new Attribute(AttributeTypes.EAP_MESSAGE, new byte[] {2, 1, 0, 4})))))
        .isEqualTo(Taken.YES);
    assertThat(stream.sent).isEmpty();
    assertThat(radius.core.requests).isEmpty();
  }

  @Test
  public void whatIsNotServedIsAnsweredByProtocolError() throws Exception {
    serve("radsecName", "nas1.example.org");
    byte[] future = write(SIGN_IN);
    future[0] = (byte) 99;
    for (byte[] request :
        List.of(
            write(RadiusRequest.of(Code.COA_REQUEST)),
            write(RadiusRequest.of(Code.DISCONNECT_REQUEST)),
            future)) {
      assertThat(receive(request)).isEqualTo(Taken.YES);
      Packet reply = stream.next();
      assertThat(reply.code()).isEqualTo(Code.PROTOCOL_ERROR);
      assertThat(reply.identifier()).isEqualTo(request[1] & 0xFF);
      assertThat(reply.first(241).orElseThrow()).containsExactly(4, 0, 0, 0, request[0]);
      assertThat(reply.first(101).orElseThrow()).containsExactly(0, 0, 1, 0x96);
      byte[] authenticator = Arrays.copyOfRange(request, 4, 20);
      assertThat(Authenticators.provesReply(reply, authenticator, RADSEC)).isTrue();
    }
    // No error about an error, nor about a reply.
    for (Code code : List.of(Code.PROTOCOL_ERROR, Code.ACCESS_ACCEPT, Code.STATUS_CLIENT)) {
      assertThat(receive(write(RadiusRequest.of(code)))).isEqualTo(Taken.YES);
    }
    assertThat(stream.sent).isEmpty();
  }

  @Test
  public void repetitionsAreThoseOfTheConnection() throws Exception {
    serve("radsecName", "nas1.example.org");
    radius.core.holds();
    byte[] request = write(SIGN_IN);
    receive(request);
    receive(request);
    assertThat(radius.core.requests).hasSize(1);

    FakeStream other = new FakeStream("127.0.0.1", 40_001, "nas1.example.org");
    radius.server.streams().receive(request, other);
    assertThat(radius.core.requests).hasSize(2);
    assertThat(radius.core.requests.get(1).caller().owner())
        .as("the core gives both one outcome")
        .isEqualTo(radius.core.requests.get(0).caller().owner());
    radius.core.release(RadiusFixture.granted(Map.of()));
    assertThat(stream.next().code()).isEqualTo(Code.ACCESS_ACCEPT);
    assertThat(other.next().code()).isEqualTo(Code.ACCESS_ACCEPT);
  }

  @Test
  public void successorGoesOnWithWhatWaits() throws Exception {
    serve("radsecName", "nas1.example.org");
    radius.core.holds();
    byte[] request = write(SIGN_IN);
    receive(request);
    radius.server.close();
    assertThat(receive(write(SIGN_IN))).isEqualTo(Taken.LATER);
    // The old core's answer comes too late for the old listener.
    radius.core.release(FakeCore.denied());

    FakeCore core = new FakeCore().says(RadiusFixture.granted(Map.of()));
    radius.server = radius.start();
    radius.server.core().add(0, core);
    radius.ready();
    List<ReplyTable.Left> left = stream.replies().takeLeft();
    assertThat(left).hasSize(1);
    radius.server.streams().resume(left.get(0), stream);

    assertThat(stream.next().identifier()).isEqualTo(request[1] & 0xFF);
    assertThat(core.requests.get(0).id()).isEqualTo(radius.core.requests.get(0).id());
    assertThat(core.requests.get(0).caller().owner())
        .isEqualTo(radius.core.requests.get(0).caller().owner());
  }

  @Test
  public void aClientMayBeHeldToTls() throws IOException {
    radius.serve(
        radius.application("radsecName", "nas1.example.org", "radsecOnly", "on"),
        radius.applicationAt("second", "127.0.0.2"));
    RawNas datagrams = radius.raw();
    datagrams.send(datagrams.write(SIGN_IN));
    RawNas second = radius.raw(new InetSocketAddress("127.0.0.2", 0), radius.signInAddress());
    second.exchange(second.write(SIGN_IN));

    assertThat(radius.core.requests).hasSize(1);
    assertThat(radius.server.counters().get(Count.UNKNOWN)).isEqualTo(1);
    assertThat(receive(write(SIGN_IN))).isEqualTo(Taken.YES);
    assertThat(radius.core.requests).hasSize(2);
  }

  @Test
  public void theRateOfASourceIsLimitedHereToo() {
    serve("radsecName", "nas1.example.org", "maxRate", "1");
    for (int count = 0; count < 50; count++) {
      assertThat(receive(write(SIGN_IN))).isEqualTo(Taken.YES);
    }
    assertThat(radius.server.counters().get(Count.LIMITED)).isBetween(30L, 49L);
    assertThat((long) radius.core.requests.size())
        .isEqualTo(50 - radius.server.counters().get(Count.LIMITED));
  }

  @Test
  public void nothingThatIsReceivedThrows() {
    serve("radsecName", "nas1.example.org");
    byte[] good = write(SIGN_IN);
    for (int round = 0; round < 5000; round++) {
      byte[] octets = good.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      octets[2] = (byte) (octets.length >>> 8);
      octets[3] = (byte) octets.length;
      assertThat(receive(octets)).isNotEqualTo(Taken.LATER);
    }
  }
}
