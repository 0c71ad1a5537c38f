package org.vedette.gateway.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer on loopback that speaks what is no good SMPP. */
final class RawCentre implements AutoCloseable {
  /** What it does with each request. */
  interface Manner {
    /** Treats a request: its command and number. */
    void treat(int command, int sequence, OutputStream out) throws IOException;
  }

  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();

  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Manner manner;

  RawCentre(Manner manner) throws IOException {
    this.manner = manner;
    this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    threads.execute(this::accept);
  }

  TestSettings settings() {
    return TestSettings.of("127.0.0.1:" + server.getLocalPort());
  }

  static byte[] pdu(int command, int status, int sequence, int... body) {
    ByteBuffer pdu = ByteBuffer.allocate(16 + body.length);
    pdu.putInt(16 + body.length).putInt(command).putInt(status).putInt(sequence);
    for (int each : body) {
      pdu.put((byte) each);
    }
    return pdu.array();
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
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int length = in.readInt();
        int command = in.readInt();
        in.readInt();
        int sequence = in.readInt();
        in.skipNBytes(length - 16);
        manner.treat(command, sequence, socket.getOutputStream());
      }
    } catch (IOException over) {
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
