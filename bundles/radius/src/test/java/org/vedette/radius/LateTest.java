package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.client.radius.RadiusRequest;

/** What has waited for too long in the socket is dropped. */
public class LateTest {
  @Rule public final RadiusFixture radius = new RadiusFixture();

  private final CountDownLatch working = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private long now;

  @Test
  public void aRequestThatWaitedTooLongIsDroppedAndItsRepetitionAnswered() throws Exception {
    radius.serve(radius.application());
    radius.core.says(
        () -> {
          working.countDown();
          await(goOn);
          return CompletableFuture.completedFuture(RadiusFixture.granted(Map.of()));
        });
    RawNas nas = radius.raw();
    byte[] first = nas.write(RadiusRequest.access("alice", "111111"));
    byte[] second = nas.write(RadiusRequest.access("bob", "222222"));
    nas.send(first);
    await(working);
    nas.send(second);
    radius.passes(Duration.ofSeconds(3));
    goOn.countDown();

    assertThat(nas.receive()[1]).as("identifier").isEqualTo(first[1]);
    Awaitility.await().until(() -> radius.server.health().message().contains("late=1"));
    assertThat(radius.core.requests).hasSize(1);
    assertThat(nas.exchange(second)[1]).as("identifier").isEqualTo(second[1]);
    assertThat(radius.core.requests).hasSize(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  public void itIsKnownHowLongEachHasWaited() throws IOException {
    try (DatagramChannel socket = DatagramChannel.open();
        DatagramChannel client = DatagramChannel.open()) {
      socket.configureBlocking(false);
      socket.bind(new InetSocketAddress(RadiusFixture.LOOPBACK, 0));
      client.connect(socket.getLocalAddress());
      Inbox inbox = new Inbox(socket, () -> now);
      now = millis(5_000);
      inbox.came();
      send(client, 1);
      inbox.read();
      now = millis(5_050);
      send(client, 2);
      inbox.read();
      now = millis(7_000);
      send(client, 3);
      inbox.read();

      assertWaited(inbox, 1, 2_000);
      // Read when the first had been: they came after that.
      assertWaited(inbox, 2, 2_000);
      assertWaited(inbox, 3, 2_000);
      assertThat(inbox.next()).isNull();
      now = millis(7_010);
      send(client, 4);
      inbox.read();
      assertWaited(inbox, 4, 10);
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static void send(DatagramChannel client, int octet) throws IOException {
    client.write(ByteBuffer.wrap(new byte[] {(byte) octet}));
  }

  private static void assertWaited(Inbox inbox, int octet, long millis) {
    Inbox.Datagram next = inbox.next();
    assertThat(next.octets()).containsExactly(octet);
    assertThat(inbox.waited(next)).isEqualTo(millis(millis));
  }
}
