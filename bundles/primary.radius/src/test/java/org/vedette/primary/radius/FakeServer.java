package org.vedette.primary.radius;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.SharedSecret;

/** Another RADIUS server, as a test wants it to behave. */
final class FakeServer implements AutoCloseable {
  static final String TEXT = "kP9v-marked-target-secret";
  static final SharedSecret SECRET = SharedSecret.of(TEXT);

  final List<Packet> asked = new CopyOnWriteArrayList<>();
  volatile Function<Packet, Optional<PacketWriter>> script = FakeServer::accept;
  volatile boolean answersStatus = true;
  private final DatagramSocket socket;
  private final int port;
  private final Thread thread;

  FakeServer() throws IOException {
    this(0);
  }

  FakeServer(int wanted) throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    this.port = socket.getLocalPort();
    thread = new Thread(this::run, "fake-radius");
    thread.start();
  }

  static Optional<PacketWriter> accept(Packet request) {
    return Optional.of(reply(Code.ACCESS_ACCEPT, request));
  }

  static PacketWriter reply(Code code, Packet request) {
    return new PacketWriter(code, request.identifier()).messageAuthenticator();
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return port;
  }

  private void run() {
    byte[] buffer = new byte[Packet.MAX_LENGTH];
    while (!socket.isClosed()) {
      DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(datagram);
        Packet.decode(buffer, datagram.getLength())
            .<Runnable>match(valid -> () -> answer(valid.packet(), datagram), none -> () -> {})
            .run();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Packet request, DatagramPacket from) {
    Optional<PacketWriter> reply = Optional.empty();
    if (request.code() == Code.ACCESS_REQUEST || request.code() == Code.ACCOUNTING_REQUEST) {
      asked.add(request);
      reply = script.apply(request);
    } else if (answersStatus) {
      reply = accept(request);
    }
    reply.ifPresent(
        writer -> {
          byte[] octets = writer.reply(request.authenticator(), SECRET);
          try {
            socket.send(new DatagramPacket(octets, octets.length, from.getSocketAddress()));
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join(1000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
