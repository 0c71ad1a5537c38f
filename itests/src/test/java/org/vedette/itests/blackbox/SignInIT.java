package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.itests.blackbox.Site.Person;

/** Signing in over RADIUS to the unpacked distribution, and every way of being refused. */
public class SignInIT {
  private static Server server;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() {
    server = Server.unpack("sign-in").start();
    Site.client(server, "vpn", "127.0.0.1");
    Site.client(server, "gateway", "127.0.0.2");
    Site.client(server, "joined", "127.0.0.3", "appended=plain");
    Site.client(server, "codes", "127.0.0.4", "primary=none");
    vpn = RadiusClient.to(server.radius(), SECRET).from(at("127.0.0.1")).open();
  }

  @AfterClass
  public static void stop() {
    if (vpn != null) {
      vpn.close();
    }
    server.close();
  }

  private static InetSocketAddress at(String address) {
    return new InetSocketAddress(address, 0);
  }

  private static String now(Person person) {
    return person.token().codeAt(Instant.now());
  }

  @Test
  public void passwordThenCodeIsAccepted() {
    Person person = Site.personByCommands(server);
    Exchange challenge = vpn.authenticate(person.name(), PASSWORD);
    Exchange accept = vpn.answer(challenge, person.name(), now(person));

    assertThat(challenge.challenged()).as(challenge.toString()).isTrue();
    assertThat(accept.accepted()).as(accept.toString()).isTrue();
    // A reply without Message-Authenticator in first place is a problem to this client.
    assertThat(challenge.problems()).isEmpty();
    assertThat(accept.problems()).isEmpty();
  }

  @Test
  public void wrongCodeWrongPasswordAndUnknownUserAreRejectedAlike() {
    Person person = Site.person(server);
    Exchange challenge = vpn.authenticate(person.name(), PASSWORD);
    Exchange code = vpn.answer(challenge, person.name(), "000000");
    Exchange password = vpn.authenticate(person.name(), "wrong");
    Exchange unknown = vpn.authenticate("nobody", PASSWORD);

    for (Exchange refused : List.of(code, password, unknown)) {
      assertThat(refused.rejected()).as(refused.toString()).isTrue();
      assertThat(refused.problems()).isEmpty();
      assertThat(refused.message()).isEqualTo(password.message());
    }
  }

  @Test
  public void usedCodeAndUsedStateAreRejected() {
    Person person = Site.person(server);
    Exchange first = vpn.authenticate(person.name(), PASSWORD);
    String code = now(person);
    assertThat(vpn.answer(first, person.name(), code).accepted()).isTrue();

    assertThat(vpn.answer(first, person.name(), code).rejected()).isTrue();
    Exchange second = vpn.authenticate(person.name(), PASSWORD);
    assertThat(vpn.answer(second, person.name(), code).rejected()).isTrue();
  }

  @Test
  public void stateOfAnotherClientIsRejected() {
    Person person = Site.person(server);
    Exchange challenge = vpn.authenticate(person.name(), PASSWORD);
    try (RadiusClient other =
        RadiusClient.to(server.radius(), SECRET).from(at("127.0.0.2")).open()) {
      assertThat(other.answer(challenge, person.name(), now(person)).rejected()).isTrue();
    }
    assertThat(vpn.answer(challenge, person.name(), now(person)).accepted()).isTrue();
  }

  @Test
  public void unknownSourceGetsNoAnswer() {
    try (RadiusClient stranger =
        RadiusClient.to(server.radius(), SECRET)
            .from(at("127.0.0.99"))
            .sends(1)
            .timeout(Duration.ofMillis(500))
            .open()) {
      assertThat(stranger.authenticate("alice", PASSWORD).silent()).isTrue();
    }
    assertThat(server.log()).contains("127.0.0.99");
  }

  @Test
  public void requestWithoutMessageAuthenticatorIsDroppedAndTheLogSaysWhatToDo() {
    try (RadiusClient plain =
        RadiusClient.to(server.radius(), SECRET)
            .from(at("127.0.0.2"))
            .sends(1)
            .timeout(Duration.ofMillis(500))
            .open()) {
      Exchange dropped =
          plain.exchange(RadiusRequest.access("alice", PASSWORD).messageAuthenticator(false));
      assertThat(dropped.silent()).isTrue();
    }
    assertThat(server.log()).contains("bin/vedette application set gateway messageAuthenticator=");
  }

  @Test
  public void retransmissionGetsTheSameBytes() throws Exception {
    Person person = Site.person(server);
    byte[] request =
        RadiusRequest.access(person.name(), PASSWORD)
            .bytes(7, "0123456789abcdef".getBytes("US-ASCII"), SharedSecret.of(SECRET));
    try (DatagramSocket socket = new DatagramSocket(at("127.0.0.1"))) {
      socket.setSoTimeout(10_000);
      byte[] first = rawExchange(socket, request);
      byte[] again = rawExchange(socket, request);

      assertThat(first[0]).isEqualTo((byte) 11);
      assertThat(first[20]).as("first attribute").isEqualTo((byte) 80);
      assertThat(again).isEqualTo(first);
    }
  }

  private static byte[] rawExchange(DatagramSocket socket, byte[] request) throws Exception {
    socket.send(new DatagramPacket(request, request.length, server.radius()));
    DatagramPacket reply = new DatagramPacket(new byte[4096], 4096);
    socket.receive(reply);
    return Arrays.copyOf(reply.getData(), reply.getLength());
  }

  @Test
  public void proxyStatesComeBackInOrder() {
    Person person = Site.person(server);
    RadiusRequest request = RadiusRequest.access(person.name(), PASSWORD);
    for (int i = 1; i <= 3; i++) {
      request = request.with(new Attribute(AttributeTypes.PROXY_STATE, new byte[] {(byte) i}));
    }
    Exchange challenge = vpn.exchange(request);

    assertThat(challenge.reply().orElseThrow().all(AttributeTypes.PROXY_STATE))
        .containsExactly(new byte[] {1}, new byte[] {2}, new byte[] {3});
  }

  @Test
  public void codeBehindThePasswordIsAccepted() {
    Person person = Site.person(server);
    try (RadiusClient joined =
        RadiusClient.to(server.radius(), SECRET).from(at("127.0.0.3")).open()) {
      assertThat(joined.authenticate(person.name(), PASSWORD + now(person)).accepted()).isTrue();
    }
  }

  @Test
  public void codeAloneIsAcceptedWhereTheClientHasCheckedThePassword() {
    Person person = Site.withoutPassword(server);
    try (RadiusClient codes =
        RadiusClient.to(server.radius(), SECRET).from(at("127.0.0.4")).open()) {
      assertThat(codes.authenticate(person.name(), "000000").rejected()).isTrue();
      assertThat(codes.authenticate(person.name(), now(person)).accepted()).isTrue();
    }
  }

  @Test
  public void tokensOfOtherShapesAreAccepted() {
    Person person = Site.personByCommands(server, "digits=8", "algorithm=SHA512", "period=60");
    Exchange challenge = vpn.authenticate(person.name(), PASSWORD);

    assertThat(vpn.answer(challenge, person.name(), now(person)).accepted()).isTrue();
  }

  @Test
  public void statusServerIsAnswered() {
    assertThat(vpn.status().is(Code.ACCESS_ACCEPT)).isTrue();
  }

  @Test
  public void denialLeadsToItsReason() {
    Person person = Site.person(server);
    vpn.authenticate(person.name(), "wrong");
    String list =
        server.vedette(
            "audit", "list", "--text", person.name(), "--result", "PRIMARY_REFUSED", "--json");
    String id = list.replaceAll("(?s).*\"id\"\\s*:\\s*\"([0-9A-Z-]{14})\".*", "$1");

    assertThat(server.vedette("why", id)).contains("password").contains("primary local");
  }
}
