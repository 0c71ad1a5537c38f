package org.vedette.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer on loopback that speaks what is no good HTTP. */
final class RawPeer implements AutoCloseable {
  /** What it does with a connection, as a rule after the head of a request came. */
  interface Manner {
    void treat(Socket socket, OutputStream out) throws Exception;
  }

  final AtomicInteger connections = new AtomicInteger();

  /** Counts connections that the other side has ended. */
  final AtomicInteger ended = new AtomicInteger();

  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Manner manner;
  private final String after;

  RawPeer(Manner manner) throws IOException {
    this("\r\n\r\n", manner);
  }

  /** One that acts as soon as it has read this. */
  RawPeer(String after, Manner manner) throws IOException {
    this.after = after;
    this.manner = manner;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Says this, and keeps the connection. */
  static Manner saying(String text) {
    return (socket, out) -> {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    };
  }

  /** Says this, and ends the connection. */
  static Manner sayingLast(String text) {
    return (socket, out) -> {
      saying(text).treat(socket, out);
      socket.close();
    };
  }

  String url() {
    return "http://localhost:" + server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        head.append((char) octet);
        if (head.toString().endsWith(after)) {
          manner.treat(socket, socket.getOutputStream());
        }
      }
      ended.incrementAndGet();
    } catch (Exception broken) {
      ended.incrementAndGet();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket each : sockets) {
      each.close();
    }
    threads.shutdownNow();
  }
}
