package org.vedette.disconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.accounting.AccountingSessions;
import org.vedette.api.accounting.AccountingStatus;
import org.vedette.api.auth.Application;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Block;
import org.vedette.api.user.User;
import org.vedette.client.radius.Patience;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Authenticators;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.testkit.memory.MemoryRecords;
import org.vedette.testkit.memory.MemoryVault;

/** Sessions of blocked users are ended at the client that reported them. */
public class DisconnecterTest {
  private static final String SECRET = "kP9v-marked-shared-secret";
  private static final UUID VPN = UUID.nameUUIDFromBytes(new byte[] {1});
  private static final byte[] REPORT =
      Attributes.write(
          List.of(
              Attribute.integer(AttributeTypes.ACCT_STATUS_TYPE, 1),
              Attribute.text(AttributeTypes.USER_NAME, "alice"),
              Attribute.text(AttributeTypes.ACCT_SESSION_ID, "s-1")));

  private final MemoryRecords records = new MemoryRecords();
  private final MemoryVault vault = new MemoryVault(1);
  private final Disconnecter disconnecter =
      new Disconnecter(
          vault, InstantSource.system(), new Patience(Duration.ofMillis(200), 2, true));
  private DatagramSocket nas;

  @Before
  public void listen() throws IOException {
    nas = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    nas.setSoTimeout(5000);
    records.given(Application.TYPE, application("on"));
  }

  @After
  public void close() {
    nas.close();
  }

  private void alice(boolean blocked) {
    Instant now = Instant.now();
    records.given(
        User.TYPE,
        User.builder(UUID.nameUUIDFromBytes(new byte[] {2}), "alice", "alice")
            .block(
                blocked
                    ? Optional.of(new Block("lost", "admin", now, now.plusSeconds(60)))
                    : Optional.empty())
            .build());
  }

  @Test
  public void aBlockedUsersSessionIsEndedOnce() throws Exception {
    alice(true);
    CompletableFuture<Packet> asked = answerWith(Code.DISCONNECT_ACK);

    assertThat(disconnecter.look(records, new OneSession())).isEqualTo(1);
    Packet request = asked.get(5, TimeUnit.SECONDS);
    SharedSecret secret = SharedSecret.of(SECRET);
    assertThat(request.code()).isEqualTo(Code.DISCONNECT_REQUEST);
    assertThat(Authenticators.provesRequest(request, secret)).isTrue();
    assertThat(MessageAuthenticator.ofRequest(request, secret))
        .isEqualTo(MessageAuthenticator.Check.VALID);
    assertThat(request.attributes())
        .contains(
            Attribute.text(AttributeTypes.USER_NAME, "alice"),
            Attribute.text(AttributeTypes.ACCT_SESSION_ID, "s-1"));
    assertThat(request.has(AttributeTypes.ACCT_STATUS_TYPE)).isFalse();
    assertThat(request.has(55)).isTrue();
    assertThat(disconnecter.look(records, new OneSession())).isZero();
  }

  @Test
  public void othersAreLeftAlone() {
    alice(false);
    assertThat(disconnecter.look(records, new OneSession())).isZero();
    alice(true);
    records.given(Application.TYPE, application("off"));
    assertThat(disconnecter.look(records, new OneSession())).isZero();
  }

  @Test
  public void aRefusalIsTriedAgain() throws Exception {
    alice(true);
    answerWith(Code.DISCONNECT_NAK);
    assertThat(disconnecter.look(records, new OneSession())).isZero();
    answerWith(Code.DISCONNECT_ACK);
    assertThat(disconnecter.look(records, new OneSession())).isEqualTo(1);
  }

  private CompletableFuture<Packet> answerWith(Code code) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            DatagramPacket datagram = new DatagramPacket(new byte[4096], 4096);
            nas.receive(datagram);
            Packet request =
                Packet.decode(Arrays.copyOf(datagram.getData(), datagram.getLength()))
                    .match(
                        Decoded.Valid::packet,
                        malformed -> {
                          throw new AssertionError(malformed.why());
                        });
            byte[] reply =
                new PacketWriter(code, request.identifier())
                    .reply(request.authenticator(), SharedSecret.of(SECRET));
            nas.send(new DatagramPacket(reply, reply.length, datagram.getSocketAddress()));
            return request;
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
        });
  }

  private Application application(String disconnect) {
    Map<String, String> extra = new HashMap<>();
    byte[] sealed = vault.seal(Application.extraPlace(VPN, "secret"), Secret.of(SECRET));
    extra.put("secret", Base64.getEncoder().encodeToString(sealed));
    extra.put("disconnect", disconnect);
    extra.put("disconnectPort", Integer.toString(nas.getLocalPort()));
    return new Application(
        VPN,
        1,
        "vpn",
        "vpn",
        "radius",
        List.of("127.0.0.1"),
        true,
        true,
        "local",
        Set.of(),
        Set.of(),
        Duration.ofSeconds(55),
        Application.Appended.OFF,
        3,
        List.of(),
        false,
        extra);
  }

  /** One open session of alice. */
  private static final class OneSession implements AccountingSessions {
    @Override
    public List<Session> search(Query query) {
      Instant now = Instant.now();
      return query.application().equals("vpn") && query.open().orElse(false)
          ? List.of(
              new Session(
                  7,
                  VPN,
                  "vpn",
                  "nas",
                  "127.0.0.1",
                  "s-1",
                  "alice",
                  "",
                  "",
                  now,
                  now,
                  Optional.empty(),
                  State.OPEN,
                  0,
                  0,
                  0,
                  "",
                  1))
          : List.of();
    }

    @Override
    public Optional<Session> find(long id) {
      throw new AssertionError("not asked for");
    }

    @Override
    public List<Stored> reports(long id) {
      return List.of(new Stored(1, Instant.now(), Instant.now(), AccountingStatus.START, REPORT));
    }
  }
}
