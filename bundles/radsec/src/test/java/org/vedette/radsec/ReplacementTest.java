package org.vedette.radsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.radius.PacketDesk.Taken;
import org.vedette.api.radius.PacketStream;
import org.vedette.radsec.Counters.Count;
import org.vedette.testkit.memory.MemoryDoors;

/** Certificates, neighbours and the listener itself are replaced under running connections. */
public class ReplacementTest {
  @Rule public final RadsecFixture radsec = new RadsecFixture();

  private static final byte[] PACKET = Client.packet(30);

  @Test
  public void anotherCertificateIsShownToNewConnectionsAlone() throws Exception {
    Client old = radsec.client("nas").handshake();
    assertThat(old.server()).isEqualTo("CN=radsec.example.org");
    radsec.folder.put("server2.key", "server.key");
    radsec.folder.put("server2.pem", "server.pem");
    radsec.server.mend();

    Client young = radsec.client("nas").handshake();
    assertThat(young.server()).isEqualTo("CN=radsec2.example.org");
    assertThat(young.exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
    assertThat(old.exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.OK);
  }

  @Test
  public void filesThatCannotBeReadLeaveTheOldInForce() throws Exception {
    Files.writeString(radsec.folder.file("ca.pem"), "nonsense");
    radsec.server.mend();

    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(radsec.server.health().message()).contains("ca.pem");
    assertThat(radsec.client("nas").exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
    radsec.folder.put("ca.pem", "ca.pem");
    radsec.server.mend();
    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.OK);
  }

  @Test
  public void whoIsBelievedNoLongerIsSentAway() throws Exception {
    Client stays = radsec.client("nas");
    Client revoked = radsec.client("revoked");
    stays.exchange(PACKET);
    revoked.exchange(PACKET);
    radsec.server.configure(
        RadsecFixture.settings(radsec.folder.filesWith("crl.pem"), RadsecFixture.GENEROUS));
    revoked.awaitGoodbye();
    assertThat(stays.exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));

    radsec.folder.put("other.pem", "ca.pem");
    radsec.folder.put("crl.pem", "crl.pem");
    radsec.server.configure(RadsecFixture.settings(radsec.folder.files(), RadsecFixture.GENEROUS));
    stays.awaitGoodbye();
    assertThat(radsec.client("stranger").exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
  }

  @Test
  public void noConnectionOutlivesItsCertificate() throws Exception {
    Client client = radsec.client("nas").handshake();
    assertThat(client.exchange(PACKET)).hasSize(30);
    radsec.now = Instant.parse("2120-06-01T00:00:00Z");
    client.awaitGoodbye();
    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.CRITICAL);
    radsec.now = Instant.parse("2119-12-25T00:00:00Z");
    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.WARN);
    assertThat(radsec.server.health().message()).contains("2120-01-01");
  }

  @Test
  public void packetsWaitForWhoAnswersThem() throws Exception {
    radsec.server.unbind(radsec.desk);
    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.WARN);
    Client client = radsec.client("nas").handshake();
    client.send(PACKET);
    radsec.await(Count.PACKETS, 1);
    FakeDesk next = new FakeDesk();
    radsec.server.desk(0, next);

    assertThat(client.receive()).isEqualTo(FakeDesk.reply(PACKET));
    assertThat(next.received).hasSize(1);
  }

  @Test
  public void aDeskThatGoesLeavesWhatItHasToItsSuccessor() throws Exception {
    Client client = radsec.client("nas").handshake();
    radsec.desk.script =
        (packet, from) -> {
          from.replies().enter(new byte[] {7});
          return Taken.YES;
        };
    client.send(PACKET);
    radsec.await(Count.PACKETS, 1);
    Awaitility.await().until(() -> !radsec.desk.streams.isEmpty());
    radsec.desk.script = (packet, from) -> Taken.LATER;
    FakeDesk next = new FakeDesk();
    PacketStream stream = radsec.desk.streams.get(0);
    radsec.server.unbind(radsec.desk);
    stream.replies().leave(new ReplyTable.Left(new byte[] {7}, PACKET, new byte[0]));
    radsec.server.desk(0, next);

    assertThat(client.receive()).isEqualTo(FakeDesk.reply(PACKET));
    assertThat(next.resumed).hasSize(1);
    assertThat(radsec.server.inFlight()).isZero();
    assertThat(client.exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
  }

  /** The desk says so while it is being withdrawn. */
  @Test
  public void whatADeskTakesNoMoreGoesToTheNext() throws Exception {
    FakeDesk next = new FakeDesk();
    radsec.desk.script =
        (packet, from) -> {
          radsec.server.unbind(radsec.desk);
          radsec.server.desk(0, next);
          return Taken.LATER;
        };
    assertThat(radsec.client("nas").exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
  }

  @Test
  public void errorsOfADeskEndNothing() throws Exception {
    radsec.desk.script =
        (packet, from) -> {
          throw new IllegalStateException("test");
        };
    Client client = radsec.client("nas").handshake();
    client.send(PACKET);
    Awaitility.await().until(() -> !radsec.desk.received.isEmpty());
    radsec.desk.script = FakeDesk::echo;
    assertThat(client.exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
  }

  @Test
  public void connectionsStayWhileTheHolderOfSocketsIsReplaced() throws Exception {
    Client old = radsec.client("nas").handshake();
    int port = radsec.port();
    MemoryDoors gone = radsec.sockets;
    radsec.server.unbind(gone);
    assertThat(gone.leases()).isZero();
    assertThat(radsec.server.addresses()).isEmpty();
    assertThat(old.exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));

    radsec.sockets = gone.successor();
    radsec.server.sockets(radsec.sockets);
    assertThat(radsec.port()).isEqualTo(port);
    assertThat(radsec.server.addresses()).containsExactly("tcp 127.0.0.1:" + port);
    assertThat(radsec.client("nas").exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
    assertThat(old.exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
  }

  @Test
  public void saysWhichAddressCannotBeBoundAndBindsItLater() throws Exception {
    MemoryDoors next = new MemoryDoors();
    next.refuse(new IOException("tcp 127.0.0.1:2083 is used by another program"));
    radsec.server.sockets(next);
    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(radsec.server.health().message()).contains("is used by another program");
    next.refuse(null);
    radsec.server.mend();

    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.OK);
    radsec.sockets.close();
    radsec.sockets = next;
    assertThat(radsec.client("nas").exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
  }

  @Test
  public void switchedOffItBindsNothingAndSaysHowToSwitchItOn() throws Exception {
    Client client = radsec.client("nas");
    client.exchange(PACKET);
    radsec.server.configure(RadsecSettings.OFF);
    client.awaitGoodbye();

    assertThat(radsec.server.addresses()).isEmpty();
    assertThat(radsec.sockets.leases()).isZero();
    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.OK);
    assertThat(radsec.server.health().message()).contains("certificateFile", "authoritiesFile");
    radsec.limits(RadsecFixture.GENEROUS);
    assertThat(radsec.client("nas").exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
  }

  @Test
  public void filesThatNeverCouldBeReadBindNothing() {
    radsec.server.configure(RadsecSettings.OFF);
    TlsFiles files = radsec.folder.files();
    radsec.server.configure(
        RadsecFixture.settings(
            new TlsFiles(files.identity(), radsec.folder.file("none.pem"), Optional.empty()),
            RadsecFixture.GENEROUS));
    assertThat(radsec.server.addresses()).isEmpty();
    assertThat(radsec.server.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(radsec.server.health().message()).contains("none.pem");
  }

  /**
   * What is about to be answered is, then comes the goodbye; the socket waits for the successor.
   */
  @Test
  public void theListenerGoesInOrder() throws Exception {
    AtomicReference<PacketStream> asked = new AtomicReference<>();
    radsec.desk.script =
        (packet, from) -> {
          from.replies().enter(new byte[] {7});
          asked.set(from);
          return Taken.YES;
        };
    Client client = radsec.client("nas").handshake();
    client.send(PACKET);
    Awaitility.await().until(() -> asked.get() != null);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(radsec.server::close);
    Awaitility.await().until(() -> radsec.sockets.leases() == 0);
    asked.get().replies().answered(new byte[] {7}, FakeDesk.reply(PACKET));
    asked.get().send(FakeDesk.reply(PACKET));

    assertThat(client.receive()).isEqualTo(FakeDesk.reply(PACKET));
    client.awaitGoodbye();
    closing.get(10, TimeUnit.SECONDS);
    radsec.server = radsec.start();
    radsec.desk.script = FakeDesk::echo;
    radsec.server.desk(0, radsec.desk);
    assertThat(radsec.client("nas").exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
  }

  @Test
  public void whatWaitsForAPersonDoesNotHoldTheListenerUp() throws Exception {
    radsec.desk.script =
        (packet, from) -> {
          from.replies().enter(new byte[] {7});
          return Taken.YES;
        };
    Client client = radsec.client("nas").handshake();
    client.send(PACKET);
    Awaitility.await().until(() -> radsec.server.inFlight() == 1);
    long began = System.nanoTime();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(radsec.server::close);
    client.awaitGoodbye();
    closing.get(10, TimeUnit.SECONDS);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    radsec.server = radsec.start();
  }

  /** A connection refused in one moment must not leave a trace. */
  @Test
  public void manyConnectionsComeAndGo() throws Exception {
    for (int count = 0; count < 15; count++) {
      try (Client client = radsec.client(count % 3 == 0 ? "stranger" : "nas")) {
        if (count % 3 == 0) {
          assertThatThrownBy(() -> client.exchange(PACKET)).isInstanceOf(IOException.class);
        } else {
          assertThat(client.exchange(PACKET)).isEqualTo(FakeDesk.reply(PACKET));
        }
      }
    }
    radsec.awaitConnections(0);
  }
}
