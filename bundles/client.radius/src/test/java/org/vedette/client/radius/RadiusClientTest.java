package org.vedette.client.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Authenticators;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.codec.radius.UserPassword;

public class RadiusClientTest {
  private static final String TEXT = "a secret of some length";
  private static final SharedSecret SECRET = SharedSecret.of(TEXT);

  private DatagramSocket server;
  private RadiusClient client;

  @Before
  public void open() throws IOException {
    server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setSoTimeout(5000);
    client = client(3, Duration.ofSeconds(5));
  }

  @After
  public void close() {
    client.close();
    server.close();
  }

  @Test
  public void sendsWhatAServerUnderstandsAndReadsItsReply() throws IOException {
    CompletableFuture<Exchange> exchange = client.send(RadiusRequest.access("alice", "pass wörd"));
    DatagramPacket datagram = receive();
    Packet request = packet(datagram);

    assertThat(MessageAuthenticator.ofRequest(request, SECRET))
        .isEqualTo(MessageAuthenticator.Check.VALID);
    assertThat(password(request)).isEqualTo("pass wörd");
    PacketWriter reply = new PacketWriter(Code.ACCESS_ACCEPT, request.identifier());
    reply.messageAuthenticator();
    reply.add(AttributeTypes.REPLY_MESSAGE, "welcome".getBytes(UTF_8));
    answer(datagram, reply.reply(request.authenticator(), SECRET));

    assertThat(exchange.join().accepted()).isTrue();
    assertThat(exchange.join().message()).isEqualTo("welcome");
    assertThat(exchange.join().problems()).isEmpty();
    assertThat(client.outstanding()).isZero();
  }

  @Test
  public void noticesWhatIsWrongWithReplies() throws IOException {
    CompletableFuture<Exchange> exchange = client.send(RadiusRequest.access("alice", "x"));
    DatagramPacket datagram = receive();
    Packet request = packet(datagram);
    PacketWriter forged = new PacketWriter(Code.ACCESS_ACCEPT, request.identifier());
    answer(datagram, forged.reply(request.authenticator(), SharedSecret.of("guessed")));
    PacketWriter late = new PacketWriter(Code.ACCESS_REJECT, request.identifier());
    late.add(AttributeTypes.REPLY_MESSAGE, "no".getBytes(UTF_8));
    late.messageAuthenticator();
    answer(datagram, late.reply(request.authenticator(), SECRET));

    assertThat(exchange.join().rejected()).isTrue();
    assertThat(exchange.join().problems())
        .containsExactly(
            "a reply with a wrong response authenticator was ignored",
            "Message-Authenticator is not the first attribute");
  }

  @Test
  public void aLenientClientTakesRepliesWithoutMessageAuthenticatorButNoForgedOnes()
      throws IOException {
    client.close();
    client =
        RadiusClient.to((InetSocketAddress) server.getLocalSocketAddress(), TEXT)
            .protection(Protection.OFF)
            .open();
    CompletableFuture<Exchange> exchange = client.send(RadiusRequest.access("alice", "x"));
    DatagramPacket datagram = receive();
    Packet request = packet(datagram);
    PacketWriter forged = new PacketWriter(Code.ACCESS_ACCEPT, request.identifier());
    answer(datagram, forged.reply(request.authenticator(), SharedSecret.of("guessed")));
    PacketWriter plain = new PacketWriter(Code.ACCESS_REJECT, request.identifier());
    answer(datagram, plain.reply(request.authenticator(), SECRET));

    assertThat(exchange.join().rejected()).isTrue();
    assertThat(exchange.join().problems())
        .containsExactly("a reply with a wrong response authenticator was ignored");
  }

  @Test
  public void aDemandingClientIgnoresRepliesWithoutMessageAuthenticator() throws IOException {
    client.close();
    client =
        RadiusClient.to((InetSocketAddress) server.getLocalSocketAddress(), TEXT)
            .protection(Protection.DEMANDED)
            .open();
    CompletableFuture<Exchange> exchange = client.send(RadiusRequest.access("alice", "x"));
    DatagramPacket datagram = receive();
    Packet request = packet(datagram);
    PacketWriter bare = new PacketWriter(Code.ACCESS_ACCEPT, request.identifier());
    answer(datagram, bare.reply(request.authenticator(), SECRET));
    PacketWriter proven = new PacketWriter(Code.ACCESS_REJECT, request.identifier());
    proven.messageAuthenticator();
    answer(datagram, proven.reply(request.authenticator(), SECRET));

    assertThat(exchange.join().rejected()).isTrue();
    assertThat(exchange.join().problems())
        .containsExactly("a reply without Message-Authenticator was ignored");
  }

  @Test
  public void whoCancelsGivesTheIdentifierBack() throws IOException {
    CompletableFuture<Exchange> exchange = client.send(RadiusRequest.access("alice", "x"));
    receive();
    assertThat(client.outstanding()).isEqualTo(1);

    exchange.cancel(false);
    assertThat(client.outstanding()).isZero();
  }

  @Test
  public void givesUpAtOnceWhereNothingListensIfTold() throws IOException {
    server.close();
    Patience patience = new Patience(Duration.ofMillis(20), 100, true);

    assertThat(client.send(RadiusRequest.status(), patience).join().problems())
        .contains("nothing listens there");
  }

  @Test
  public void sendsTheSameOctetsAgainAndGivesUp() throws IOException {
    client.close();
    client = client(3, Duration.ofMillis(20));
    CompletableFuture<Exchange> exchange = client.send(RadiusRequest.status());
    DatagramPacket first = receive();
    DatagramPacket second = receive();
    DatagramPacket third = receive();

    assertThat(bytes(second)).isEqualTo(bytes(first));
    assertThat(bytes(third)).isEqualTo(bytes(first));
    assertThat(third.getPort()).isEqualTo(first.getPort());
    assertThat(exchange.join().silent()).isTrue();
    assertThat(exchange.join().sends()).isEqualTo(3);
  }

  @Test
  public void accountingHasAComputedAuthenticator() throws IOException {
    CompletableFuture<Exchange> exchange = client.send(RadiusRequest.accounting(1, "s-1"));
    DatagramPacket datagram = receive();
    Packet request = packet(datagram);
    assertThat(Authenticators.provesRequest(request, SECRET)).isTrue();
    answer(
        datagram,
        new PacketWriter(Code.ACCOUNTING_RESPONSE, request.identifier())
            .reply(request.authenticator(), SECRET));

    assertThat(exchange.join().is(Code.ACCOUNTING_RESPONSE)).isTrue();
  }

  @Test
  public void acknowledgementsOfReportsNeedNoMessageAuthenticator() throws IOException {
    CompletableFuture<Exchange> exchange = client.send(RadiusRequest.accounting(1, "s-1"));
    DatagramPacket datagram = receive();
    Packet request = packet(datagram);
    PacketWriter odd = new PacketWriter(Code.ACCOUNTING_RESPONSE, request.identifier());
    odd.add(AttributeTypes.MESSAGE_AUTHENTICATOR, new byte[16]);
    answer(datagram, odd.reply(request.authenticator(), SharedSecret.of("guessed")));
    answer(datagram, odd.reply(request.authenticator(), SECRET));

    assertThat(exchange.join().is(Code.ACCOUNTING_RESPONSE)).isTrue();
    assertThat(exchange.join().problems())
        .containsExactly("a reply with a wrong response authenticator was ignored");
  }

  @Test
  public void usesItsPortsInTurnAndSaysWhenAllAreBusy() throws IOException {
    client.close();
    client =
        RadiusClient.to((InetSocketAddress) server.getLocalSocketAddress(), TEXT).ports(2).open();
    client.send(RadiusRequest.status());
    client.send(RadiusRequest.status());
    assertThat(receive().getPort()).isNotEqualTo(receive().getPort());

    for (int index = 2; index < 512; index++) {
      assertThat(client.send(RadiusRequest.status())).isNotCompletedExceptionally();
    }
    assertThat(client.send(RadiusRequest.status())).isCompletedExceptionally();
    assertThat(client.outstanding()).isEqualTo(512);
  }

  private RadiusClient client(int sends, Duration timeout) {
    return RadiusClient.to((InetSocketAddress) server.getLocalSocketAddress(), TEXT)
        .from(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .sends(sends)
        .timeout(timeout)
        .open();
  }

  private DatagramPacket receive() throws IOException {
    DatagramPacket datagram = new DatagramPacket(new byte[4096], 4096);
    server.receive(datagram);
    return datagram;
  }

  private void answer(DatagramPacket to, byte[] bytes) throws IOException {
    server.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
  }

  private static byte[] bytes(DatagramPacket datagram) {
    return Arrays.copyOf(datagram.getData(), datagram.getLength());
  }

  private static Packet packet(DatagramPacket datagram) {
    return Packet.decode(bytes(datagram))
        .match(
            Decoded.Valid::packet,
            malformed -> {
              throw new AssertionError(malformed.why());
            });
  }

  private static String password(Packet request) {
    return UserPassword.reveal(
            request.first(AttributeTypes.USER_PASSWORD).orElseThrow(),
            SECRET,
            request.authenticator(),
            UTF_8)
        .match(clear -> new String(clear.utf8(), UTF_8), garbled -> "garbled");
  }
}
