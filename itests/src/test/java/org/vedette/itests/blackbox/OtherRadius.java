package org.vedette.itests.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.codec.radius.UserPassword;

/**
 * Another RADIUS server, which checks passwords (PAP), believes requests that prove nothing, and
 * answers Status-Server.
 */
final class OtherRadius implements AutoCloseable {
  /** What every accept carries, with the text {@code staff} (RFC 2865 section 5.11). */
  static final int FILTER_ID = 11;

  private static final SharedSecret SECRET = SharedSecret.of(Site.SECRET);

  private final List<Packet> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> passwords;
  private final DatagramSocket socket;

  /** Starts one on this port, 0 for any, with these passwords by username. */
  OtherRadius(int port, Map<String, String> passwords) throws IOException {
    this.passwords = passwords;
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread thread = new Thread(this::run, "other-radius");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its port. */
  int port() {
    return socket.getLocalPort();
  }

  /** The sign-ins it was asked about, each as it came. */
  List<Packet> asked() {
    return asked;
  }

  private void run() {
    byte[] buffer = new byte[Packet.MAX_LENGTH];
    while (!socket.isClosed()) {
      DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(datagram);
      } catch (IOException closed) {
        return;
      }
      Packet.decode(buffer, datagram.getLength())
          .<Runnable>match(valid -> () -> answer(valid.packet(), datagram), none -> () -> {})
          .run();
    }
  }

  private void answer(Packet request, DatagramPacket from) {
    if (MessageAuthenticator.ofRequest(request, SECRET) != MessageAuthenticator.Check.VALID) {
      return;
    }
    Code code = Code.ACCESS_ACCEPT;
    if (request.code() == Code.ACCESS_REQUEST) {
      asked.add(request);
      code = right(request) ? Code.ACCESS_ACCEPT : Code.ACCESS_REJECT;
    }
    PacketWriter writer = new PacketWriter(code, request.identifier()).messageAuthenticator();
    writer.copyAll(request, AttributeTypes.PROXY_STATE);
    if (code == Code.ACCESS_ACCEPT) {
      writer.add(Attribute.text(FILTER_ID, "staff"));
    }
    byte[] reply = writer.reply(request.authenticator(), SECRET);
    try {
      socket.send(new DatagramPacket(reply, reply.length, from.getSocketAddress()));
    } catch (IOException failure) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private boolean right(Packet request) {
    String name = new String(request.first(AttributeTypes.USER_NAME).orElseThrow(), UTF_8);
    return request
        .first(AttributeTypes.USER_PASSWORD)
        .map(hidden -> UserPassword.reveal(hidden, SECRET, request.authenticator(), UTF_8))
        .map(
            shown ->
                shown.match(
                    clear -> new String(clear.utf8(), UTF_8).equals(passwords.get(name)),
                    garbled -> false))
        .orElse(passwords.containsKey(name));
  }

  @Override
  public void close() {
    socket.close();
  }
}
