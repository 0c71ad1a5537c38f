package org.vedette.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The thread of connections, and a plain connection on it. */
public class LoopTest {
  private static final int SMALL = 64 << 10;
  private static final int LARGE = 8 << 20;

  private final AtomicInteger ticks = new AtomicInteger();
  private Loop loop;

  @Before
  public void start() throws Exception {
    loop =
        new Loop(
            "vedette-test-loop",
            () -> {
              ticks.incrementAndGet();
              return 5;
            });
    loop.start();
  }

  @After
  public void end() {
    loop.end();
  }

  /** What is to be sent by the connection of a test; for the thread of the loop. */
  private static final class Waiting implements Outlet {
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    @Override
    public byte[] poll() {
      return waiting.poll();
    }

    @Override
    public void close() {
      waiting.clear();
    }
  }

  @Test
  public void anErrorOfOneTaskEndsNothing() {
    loop.await(
        () -> {
          throw new IllegalStateException("an error of ours");
        });
    AtomicReference<String> thread = new AtomicReference<>("");
    loop.await(() -> thread.set(Thread.currentThread().getName()));
    assertThat(thread.get()).isEqualTo("vedette-test-loop");
    assertThat(loop.alive()).isTrue();
  }

  @Test
  public void itTicksAndEnds() {
    Awaitility.await("it looks at deadlines").until(() -> ticks.get() >= 3);
    loop.end();
    assertThat(loop.alive()).isFalse();
  }

  @Test
  public void whatItAsksOfItselfIsDoneWithoutWaitingForATick() throws Exception {
    Loop slow = new Loop("vedette-test-slow", () -> 60_000);
    slow.start();
    CountDownLatch done = new CountDownLatch(1);
    slow.await(() -> slow.execute(() -> slow.execute(done::countDown)));
    assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    slow.await(slow::end);
    Awaitility.await("it ends itself").until(() -> !slow.alive());
  }

  @Test
  public void whatGathersIsServedTogether() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    Loop gathering =
        new Loop(
            "vedette-test-gathering",
            () -> 60_000,
            () -> {
              turns.incrementAndGet();
              return TimeUnit.MILLISECONDS.toNanos(50);
            });
    gathering.start();
    CountDownLatch done = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      gathering.execute(done::countDown);
    }
    assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(turns.get()).isLessThan(20);
    gathering.end();
  }

  /** A peer that does not read what it is sent is not read either. */
  @Test
  public void neitherSideIsReadFasterThanTheOtherReads() throws Exception {
    try (ServerSocketChannel door = ServerSocketChannel.open()) {
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (SocketChannel peer = SocketChannel.open()) {
        // Otherwise the system may take all of it by itself.
        peer.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        peer.connect(door.getLocalAddress());
        SocketChannel own = door.accept();
        own.setOption(StandardSocketOptions.SO_SNDBUF, SMALL);
        own.configureBlocking(false);
        Waiting waiting = new Waiting();
        AtomicReference<String> heard = new AtomicReference<>("");
        CountDownLatch left = new CountDownLatch(1);
        PlainPipe pipe =
            new PlainPipe(
                own,
                octets ->
                    heard.updateAndGet(before -> before + StandardCharsets.US_ASCII.decode(octets)),
                waiting);
        loop.await(() -> serve(own, pipe, left));

        loop.await(
            () -> {
              waiting.waiting.add(new byte[LARGE]);
              turn(pipe, left);
            });
        peer.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
        loop.await(() -> turn(pipe, left));
        assertThat(pipe.writes()).isTrue();
        assertThat(pipe.reads()).isFalse();
        assertThat(heard.get()).isEmpty();

        ByteBuffer room = ByteBuffer.allocate(LARGE);
        while (room.hasRemaining()) {
          peer.read(room);
          loop.await(() -> turn(pipe, left));
        }
        loop.await(() -> turn(pipe, left));
        assertThat(heard.get()).isEqualTo("hello");
        peer.close();
        assertThat(left.await(5, TimeUnit.SECONDS))
            .as("it is told that the peer has left")
            .isTrue();
        own.close();
      }
    }
  }

  private void serve(SocketChannel channel, PlainPipe pipe, CountDownLatch left) {
    try {
      loop.register(channel, SelectionKey.OP_READ, () -> turn(pipe, left));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private void turn(PlainPipe pipe, CountDownLatch left) {
    try {
      pipe.turn(loop.clear());
    } catch (EOFException gone) {
      left.countDown();
      pipe.pause();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
