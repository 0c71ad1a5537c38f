package org.vedette.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.auth.Outcome;
import org.vedette.api.store.PluginRecord;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.VendorAttribute;
import org.vedette.codec.radius.VendorFormat;
import org.vedette.radius.Counters.Count;

/** What is dropped, repeated, protected. */
public class WireRulesTest {
  @Rule public final RadiusFixture radius = new RadiusFixture();

  private static final RadiusRequest SIGN_IN = RadiusRequest.access("alice", "x");
  private static final RadiusRequest BARE = SIGN_IN.messageAuthenticator(false);

  @Test
  public void repetitionIsSwallowedAndThenGetsTheSameOctets() throws IOException {
    radius.serve(radius.application());
    radius.core.holds();
    RawNas nas = radius.raw();
    byte[] request = nas.write(SIGN_IN);
    nas.send(request);
    assertThat(nas.isSilentTo(request)).isTrue();
    radius.core.release(RadiusFixture.granted(Map.of("Class", "0x0102")));
    byte[] first = nas.receive();

    assertThat(nas.exchange(request)).isEqualTo(first);
    assertThat(nas.exchange(request)).isEqualTo(first);
    assertThat(radius.core.requests).hasSize(1);
    assertThat(radius.server.counters().get(Count.DUPLICATES)).isEqualTo(3);
  }

  @Test
  public void everyReplyBeginsWithMessageAuthenticator() throws IOException {
    radius.serve(radius.application());
    RawNas nas = radius.raw();
    for (Outcome outcome :
        List.of(
            RadiusFixture.granted(Map.of("Filter-Id", "a")),
            RadiusFixture.challenged((byte) 1, "Code?"),
            FakeCore.denied())) {
      radius.core.says(outcome);
      byte[] reply = nas.exchange(nas.write(SIGN_IN));
      assertThat(reply[20]).isEqualTo((byte) 80);
      assertThat(reply[21]).isEqualTo((byte) 18);
    }
    assertThat(nas.exchange(nas.write(RadiusRequest.status()))[20]).isEqualTo((byte) 80);
  }

  @Test
  public void proxyStatesComeBackInOrderInEveryReply() {
    radius.serve(radius.application());
    RadiusRequest request = SIGN_IN;
    for (String each : List.of("one", "two", "three")) {
      request = request.with(Attribute.text(AttributeTypes.PROXY_STATE, each));
    }
    for (Outcome outcome :
        List.of(
            RadiusFixture.granted(Map.of()),
            RadiusFixture.challenged((byte) 1, "Code?"),
            FakeCore.denied())) {
      radius.core.says(outcome);
      Packet reply = radius.nas().exchange(request).reply().orElseThrow();
      assertThat(reply.all(AttributeTypes.PROXY_STATE))
          .extracting(octets -> new String(octets, UTF_8))
          .containsExactly("one", "two", "three");
    }
  }

  @Test
  public void unlistedSourceGetsNothing() throws IOException {
    radius.serve(radius.application());
    RawNas stranger = radius.raw(RadiusFixture.SECOND, radius.signInAddress());
    stranger.send(stranger.write(SIGN_IN));
    stranger.send(stranger.write(RadiusRequest.status()));
    Awaitility.await().until(() -> radius.server.counters().get(Count.UNKNOWN) == 2);

    radius.serve(radius.applicationAt("stranger", "127.0.0.0/8"));
    radius.server.refresh();
    Awaitility.await().until(() -> radius.nas().authenticate("bob", "y").rejected());
    byte[] later = stranger.write(SIGN_IN);
    Awaitility.await()
        .until(
            () -> {
              stranger.send(later);
              return radius.core.requests.size() > 1;
            });
    assertThat(stranger.receive()[1]).isEqualTo(later[1]);
    assertThat(radius.core.requests.get(1).caller().application())
        .isEqualTo(radius.applicationAt("stranger", "127.0.0.0/8").id());
  }

  @Test
  public void requiredMeansRequired() throws IOException {
    radius.serve(radius.application());
    RawNas nas = radius.raw();

    assertThat(nas.isSilentTo(nas.write(BARE))).isTrue();
    byte[] altered = nas.write(SIGN_IN);
    altered[altered.length - 1] ^= 1;
    assertThat(nas.isSilentTo(altered)).isTrue();
    assertThat(radius.core.requests).isEmpty();
    assertThat(radius.server.counters().get(Count.UNPROVEN)).isEqualTo(2);
  }

  @Test
  public void learnedAcceptsWithoutUntilItWasSeen() throws IOException {
    radius.serve(radius.application("messageAuthenticator", "learned"));
    RawNas nas = radius.raw();
    assertThat(nas.isSilentTo(nas.write(BARE))).isFalse();
    nas.receive();
    assertThat(nas.isSilentTo(nas.write(SIGN_IN))).isFalse();
    nas.receive();
    assertThat(nas.isSilentTo(nas.write(BARE))).isTrue();
    Awaitility.await().until(() -> radius.records.all(PluginRecord.TYPE).size() == 1);

    // A restart does not forget it.
    radius.server.close();
    radius.server = radius.start();
    radius.server.core().add(0, radius.core);
    radius.ready();
    RawNas again = radius.raw();
    assertThat(again.isSilentTo(again.write(BARE))).isTrue();
  }

  @Test
  public void offServesOldClientsButNotProxiesOrEap() throws IOException {
    radius.serve(radius.application("messageAuthenticator", "off"));
    RawNas nas = radius.raw();

    assertThat(RawNas.packet(nas.exchange(nas.write(BARE))).code()).isEqualTo(Code.ACCESS_REJECT);
    assertThat(nas.isSilentTo(nas.write(BARE.with(new Attribute(AttributeTypes.PROXY_STATE, UTF)))))
        .isTrue();
    assertThat(nas.isSilentTo(nas.write(BARE.with(new Attribute(AttributeTypes.EAP_MESSAGE, UTF)))))
        .isTrue();
    assertThat(radius.core.requests).hasSize(1);
  }

  private static final byte[] UTF = {2, 7, 0, 5, 1};

  @Test
  public void passwordUnderAnotherSecretIsDroppedAndNotCounted() throws IOException {
    radius.serve(radius.application("messageAuthenticator", "off"));
    RawNas nas = radius.raw();
    byte[] garbled = nas.write(BARE.password(new byte[] {'a', 0, 'b'}));

    assertThat(nas.isSilentTo(garbled)).isTrue();
    assertThat(radius.core.requests).isEmpty();
    assertThat(radius.replies().pending()).isZero();
  }

  @Test
  public void otherProtocolsAreRejected() {
    radius.serve(radius.application());
    RadiusRequest bare =
        RadiusRequest.of(Code.ACCESS_REQUEST)
            .messageAuthenticator(true)
            .with(Attribute.text(AttributeTypes.USER_NAME, "alice"));
    RadiusClient nas = radius.nas();
    Exchange chap = nas.exchange(bare.with(new Attribute(AttributeTypes.CHAP_PASSWORD, UTF)));
    Exchange microsoft =
        nas.exchange(
            bare.with(new VendorAttribute(311, 25, new byte[50]).pack(VendorFormat.STANDARD)));
    Exchange eap = nas.exchange(bare.with(new Attribute(AttributeTypes.EAP_MESSAGE, UTF)));

    assertThat(List.of(chap, microsoft, eap)).allMatch(Exchange::rejected);
    assertThat(eap.reply().orElseThrow().first(AttributeTypes.EAP_MESSAGE))
        .hasValue(new byte[] {4, 7, 0, 4});
    assertThat(radius.core.requests).isEmpty();
  }

  @Test
  public void statusIsAnsweredOnBothPortsWhenProven() throws IOException {
    radius.serve(radius.application("messageAuthenticator", "off"));
    assertThat(radius.nas().status().accepted()).isTrue();
    assertThat(radius.accountant(RadiusFixture.SECRET).status().is(Code.ACCOUNTING_RESPONSE))
        .isTrue();
    RawNas nas = radius.raw();
    byte[] bare = nas.write(RadiusRequest.status().messageAuthenticator(false));
    assertThat(nas.isSilentTo(bare)).isTrue();
    assertThat(radius.server.counters().get(Count.STATUS)).isEqualTo(3);
  }

  @Test
  public void accountingIsAcknowledgedWhenProven() throws IOException {
    radius.serve(radius.application());
    RadiusRequest start =
        RadiusRequest.accounting(1, "s-1")
            .with(Attribute.text(AttributeTypes.PROXY_STATE, "proxy"));
    Exchange exchange = radius.accountant(RadiusFixture.SECRET).exchange(start);
    assertThat(exchange.is(Code.ACCOUNTING_RESPONSE)).isTrue();
    assertThat(exchange.text(AttributeTypes.PROXY_STATE)).isEqualTo("proxy");
    Exchange signed =
        radius.accountant(RadiusFixture.SECRET).exchange(start.messageAuthenticator(true));
    assertThat(signed.reply().orElseThrow().has(AttributeTypes.MESSAGE_AUTHENTICATOR)).isFalse();

    radius.serve(radius.applicationAt("second", "127.0.0.2"));
    RawNas early = radius.raw(RadiusFixture.SECOND, radius.accountingAddress());
    Awaitility.await()
        .until(
            () -> {
              early.send(early.write(RadiusRequest.status()));
              return radius.server.counters().get(Count.STATUS) > 0;
            });
    // Late answers to the status requests go to the port they came from, not to this one.
    RawNas nas = radius.raw(RadiusFixture.SECOND, radius.accountingAddress());
    byte[] forged = nas.write(start);
    forged[10] ^= 1;
    assertThat(nas.isSilentTo(forged)).isTrue();
    assertThat(radius.server.counters().get(Count.ACCOUNTING)).isEqualTo(2);
  }

  @Test
  public void garbageChangesNothing() throws IOException {
    radius.serve(radius.application());
    Random random = new Random(5);
    RawNas nas = radius.raw();
    byte[] good = nas.write(SIGN_IN);
    for (int round = 0; round < 500; round++) {
      byte[] garbage = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int change = 0; change < 3 && garbage.length > 0; change++) {
        garbage[random.nextInt(garbage.length)] ^= (byte) (1 + random.nextInt(255));
      }
      nas.send(garbage);
      if (round % 50 == 0) {
        assertThat(nas.isSilentTo(new byte[0])).isTrue();
      }
    }
    assertThat(nas.isSilentTo(nas.write(RadiusRequest.of(Code.COA_REQUEST)))).isTrue();
    assertThat(radius.core.requests).isEmpty();
    assertThat(radius.nas().authenticate("alice", "x").rejected()).isTrue();
  }

  @Test
  public void dropsWhatIsTooMuch() throws IOException {
    radius.serve(radius.application());
    radius.core.holds();
    RawNas nas = radius.raw();
    for (int index = 0; index < 100; index++) {
      nas.send(nas.write(SIGN_IN));
    }
    assertThat(nas.isSilentTo(nas.write(SIGN_IN))).isTrue();
    assertThat(radius.core.requests).hasSize(100);
    assertThat(radius.server.counters().get(Count.FULL)).isEqualTo(1);
    radius.core.release(FakeCore.denied());

    radius.replies().full(true);
    RawNas other = radius.raw();
    assertThat(other.isSilentTo(other.write(SIGN_IN))).isTrue();
    assertThat(radius.server.counters().get(Count.FULL)).isEqualTo(2);
  }
}
