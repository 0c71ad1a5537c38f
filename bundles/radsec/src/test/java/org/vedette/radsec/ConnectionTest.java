package org.vedette.radsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.radius.PacketDesk.Taken;
import org.vedette.radsec.Counters.Count;

/** Connections over real sockets: what is served, and who is not. */
public class ConnectionTest {
  @Rule public final RadsecFixture radsec = new RadsecFixture();

  @Test
  public void bothVersionsOfTlsCarryPackets() throws Exception {
    for (String version : List.of("TLSv1.3", "TLSv1.2")) {
      Client client = radsec.client("nas", version);
      for (int length : new int[] {20, 100, 4096}) {
        byte[] packet = Client.packet(length);
        assertThat(client.exchange(packet)).isEqualTo(FakeDesk.reply(packet));
      }
      assertThat(client.version()).isEqualTo(version);
    }
    assertThat(radsec.desk.streams.get(0).names()).contains("nas1.example.org");
    assertThat(radsec.desk.streams.get(0).source().getAddress().getHostAddress())
        .isEqualTo("127.0.0.1");
  }

  @Test
  public void aPacketMayComeOctetByOctetAndManyAtOnce() throws Exception {
    Client client = radsec.client("nas");
    byte[] packet = Client.packet(40);
    for (byte each : packet) {
      client.send(new byte[] {each});
    }
    assertThat(client.receive()).isEqualTo(FakeDesk.reply(packet));

    List<byte[]> many = new ArrayList<>();
    for (int count = 0; count < 200; count++) {
      many.add(Client.packet(20 + count));
    }
    client.send(many.toArray(new byte[0][]));
    for (byte[] each : many) {
      assertThat(client.receive()).isEqualTo(FakeDesk.reply(each));
    }
    // A record ends in the middle of a packet, and the next holds the rest and more.
    byte[] two = Client.packet(4000);
    client.send(Arrays.copyOf(two, 1999));
    client.send(Arrays.copyOfRange(two, 1999, 4000), packet);
    assertThat(client.receive()).isEqualTo(FakeDesk.reply(two));
    assertThat(client.receive()).isEqualTo(FakeDesk.reply(packet));
  }

  /** RFC 6613 section 2.6.4: after a wrong length nothing can be found any more. */
  @Test
  public void aWrongLengthEndsTheConnectionInOrder() throws Exception {
    Client other = radsec.client("nas").handshake();
    for (int length : new int[] {0, 19, 4097, 65_535}) {
      Client client = radsec.client("nas");
      byte[] broken = Client.packet(20);
      broken[2] = (byte) (length >>> 8);
      broken[3] = (byte) length;
      client.send(broken, Client.packet(20));
      client.awaitGoodbye();
    }
    assertThat(radsec.desk.received).isEmpty();
    assertThat(radsec.server.counters().get(Count.BROKEN)).isEqualTo(4);
    assertThat(other.exchange(Client.packet(20))).hasSize(20);
  }

  @Test
  public void thePeerThatTheDeskRefusesIsSentAway() throws Exception {
    radsec.desk.script = (packet, from) -> Taken.CLOSE;
    Client client = radsec.client("nas");
    client.send(Client.packet(20), Client.packet(20));
    client.awaitGoodbye();
    assertThat(radsec.desk.received).as("what follows is not looked at").hasSize(1);
  }

  @Test
  public void onlyTrustedCertificatesComeIn() throws Exception {
    int refused = 0;
    for (String version : List.of("TLSv1.3", "TLSv1.2")) {
      for (String bad : List.of("", "stranger", "expired", "purpose")) {
        Client client = radsec.client(bad, version);
        assertThatThrownBy(() -> client.exchange(Client.packet(20)))
            .as("%s over %s", bad, version)
            .isInstanceOf(SSLException.class)
            .hasMessageContaining("alert");
        radsec.await(Count.REFUSED, ++refused);
      }
    }
    assertThat(radsec.desk.received).isEmpty();
    assertThat(radsec.server.counters().get(Count.CONNECTED)).isZero();
    radsec.awaitConnections(0);
    assertThat(radsec.client("office").exchange(Client.packet(20))).hasSize(20);
    assertThat(radsec.desk.streams.get(0).names()).containsExactly("Branch office");
  }

  @Test
  public void oldVersionsAndWeakCiphersAreRefused() throws Exception {
    Client old = radsec.client("nas", "TLSv1.2");
    old.only("TLS_RSA_WITH_AES_128_CBC_SHA");
    assertThatThrownBy(old::handshake).isInstanceOf(SSLException.class);
    radsec.await(Count.REFUSED, 1);
  }

  @Test
  public void whatIsNoTlsIsClosed() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 100; round++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), radsec.port())) {
        byte[] garbage = new byte[1 + random.nextInt(2000)];
        random.nextBytes(garbage);
        if (round % 2 == 0) {
          // The header of a handshake record, so that the engine looks at the rest.
          garbage[0] = 22;
          Arrays.fill(garbage, 1, Math.min(3, garbage.length), (byte) 3);
        }
        socket.getOutputStream().write(garbage);
        socket.shutdownOutput();
        socket.setSoTimeout(10_000);
        drain(socket);
      }
    }
    radsec.awaitConnections(0);
    assertThat(radsec.server.counters().get(Count.CONNECTED)).isZero();
    assertThat(radsec.client("nas").exchange(Client.packet(20))).hasSize(20);
  }

  private static void drain(Socket socket) {
    try {
      socket.getInputStream().readAllBytes();
    } catch (IOException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  @Test
  public void whoDoesNotEndAHandshakeIsClosed() throws Exception {
    radsec.limits(new Limits(100, 50, Duration.ofMillis(300), Duration.ofMinutes(10)));
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), radsec.port());
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), radsec.port())) {
      radsec.awaitConnections(2);
      slow.getOutputStream().write(new byte[] {22, 3, 1, 2});
      drain(silent);
      drain(slow);
    }
    radsec.await(Count.UNFINISHED, 2);
    radsec.awaitConnections(0);
  }

  @Test
  public void whoStopsInTheMiddleOfAPacketIsClosed() throws Exception {
    radsec.limits(new Limits(100, 50, Duration.ofMillis(500), Duration.ofMinutes(10)));
    Client good = radsec.client("nas").handshake();
    Client slow = radsec.client("nas").handshake();
    slow.send(Client.packet(20), new byte[] {1, 2, 0});
    assertThat(slow.receive()).hasSize(20);
    slow.awaitGoodbye();

    radsec.await(Count.BROKEN, 1);
    assertThat(good.exchange(Client.packet(20))).as("idle is not slow").hasSize(20);
  }

  @Test
  public void whoDoesNotReadIsClosed() throws Exception {
    radsec.limits(new Limits(100, 50, Duration.ofMillis(500), Duration.ofMinutes(10)));
    byte[] large = Client.packet(4096);
    radsec.desk.script =
        (packet, from) -> {
          for (int count = 0; count < 100; count++) {
            from.send(large);
          }
          return Taken.YES;
        };
    Client deaf = radsec.client("nas").handshake();
    Awaitility.await()
        .until(
            () -> {
              send(deaf);
              return radsec.server.counters().get(Count.BROKEN) == 1;
            });
    radsec.awaitConnections(0);
  }

  private static void send(Client client) {
    try {
      client.send(Client.packet(20));
    } catch (IOException ended) {
      assertThat(ended).hasMessageMatching("(?i).*(reset|closed|broken).*");
    }
  }

  @Test
  public void idleConnectionsEndInOrderUnlessSomethingIsPending() throws Exception {
    radsec.limits(new Limits(100, 50, Duration.ofSeconds(30), Duration.ofMillis(300)));
    radsec.desk.script =
        (packet, from) -> {
          from.replies().enter(packet);
          return Taken.YES;
        };
    Client waiting = radsec.client("nas").handshake();
    byte[] packet = Client.packet(20);
    waiting.send(packet);
    Client idle = radsec.client("nas").handshake();
    idle.awaitGoodbye();
    radsec.awaitConnections(1);

    radsec.desk.streams.get(0).replies().answered(packet, packet);
    radsec.desk.streams.get(0).send(packet);
    assertThat(waiting.receive()).isEqualTo(packet);
    waiting.awaitGoodbye();
  }

  @Test
  public void noMoreConnectionsThanAllowed() throws Exception {
    radsec.limits(new Limits(3, 2, Duration.ofSeconds(30), Duration.ofMinutes(10)));
    Client first = radsec.client("nas").handshake();
    Client second = radsec.client("nas").handshake();
    Client third = radsec.client("nas");
    assertThatThrownBy(third::handshake).isInstanceOf(IOException.class);
    radsec.clientFrom("127.0.0.2", "nas").handshake();
    Client fourth = radsec.clientFrom("127.0.0.3", "nas");
    assertThatThrownBy(fourth::handshake).isInstanceOf(IOException.class);
    radsec.await(Count.TURNED_AWAY, 2);

    second.close();
    radsec.awaitConnections(2);
    assertThat(radsec.client("nas").exchange(Client.packet(20))).hasSize(20);
    assertThat(first.exchange(Client.packet(20))).hasSize(20);
  }

  @Test
  public void strangersCostNoHandshake() throws Exception {
    radsec.desk.expecting = false;
    Client client = radsec.client("nas");
    assertThatThrownBy(client::handshake).isInstanceOf(IOException.class);
    radsec.await(Count.TURNED_AWAY, 1);
  }
}
