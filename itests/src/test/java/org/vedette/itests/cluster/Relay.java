package org.vedette.itests.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A long way to a server: what is sent to this port reaches it later, and so do its answers. It
 * takes as much as comes: nothing but time is lost.
 */
final class Relay implements AutoCloseable {
  private static final int CHUNK = 16 << 10;
  private static final int UNDERWAY = 4096;

  /** Octets that arrive at a moment of {@link System#nanoTime}; none at all for the end. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Chunk(byte[] octets, long due) {}

  private final ServerSocket port;
  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "relay");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long delayNanos;

  /** Listens at a free port of this address. */
  Relay(InetAddress at, InetSocketAddress target) throws IOException {
    this.port = new ServerSocket(0, 50, at);
    this.target = target;
    threads.execute(this::accept);
  }

  int port() {
    return port.getLocalPort();
  }

  /** So long everything takes from now on, each way. */
  void takes(Duration delay) {
    delayNanos = delay.toNanos();
  }

  private void accept() {
    while (!port.isClosed()) {
      try {
        Socket from = port.accept();
        threads.execute(() -> connect(from));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket from) {
    try {
      Socket to = new Socket();
      open.add(from);
      open.add(to);
      to.connect(target, (int) TimeUnit.SECONDS.toMillis(5));
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      carry(from, to);
      carry(to, from);
    } catch (IOException refused) {
      close(from);
    }
  }

  private void carry(Socket from, Socket to) {
    BlockingQueue<Chunk> underway = new ArrayBlockingQueue<>(UNDERWAY);
    threads.execute(() -> take(from, underway));
    threads.execute(() -> give(underway, to));
  }

  private void take(Socket from, BlockingQueue<Chunk> underway) {
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        underway.put(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + delayNanos));
      }
    } catch (IOException gone) {
      // The other side hears of it below.
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      underway.put(new Chunk(new byte[0], System.nanoTime() + delayNanos));
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
    }
  }

  private void give(BlockingQueue<Chunk> underway, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      for (Chunk next = underway.take(); next.octets.length > 0; next = underway.take()) {
        TimeUnit.NANOSECONDS.sleep(next.due - System.nanoTime());
        out.write(next.octets);
      }
    } catch (IOException gone) {
      // Closed below.
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
    }
    close(to);
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException closed) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    port.close();
    threads.shutdownNow();
    open.forEach(this::close);
  }
}
