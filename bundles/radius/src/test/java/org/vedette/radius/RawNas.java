package org.vedette.radius;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.SharedSecret;

/** A client that sends any octets and sees raw replies. */
final class RawNas implements AutoCloseable {
  static final SharedSecret SECRET = SharedSecret.of(RadiusFixture.SECRET);
  private static final int PROBE = 251;

  private final DatagramSocket socket;
  private final SecureRandom random = new SecureRandom();
  private int identifier;

  RawNas(InetSocketAddress from, InetSocketAddress to) throws IOException {
    socket = new DatagramSocket(from);
    socket.connect(to);
    socket.setSoTimeout(10_000);
  }

  byte[] write(RadiusRequest request) {
    byte[] authenticator = new byte[16];
    random.nextBytes(authenticator);
    identifier = (identifier + 1) % PROBE;
    return request.bytes(identifier, authenticator, SECRET);
  }

  void send(byte[] octets) throws IOException {
    socket.send(new DatagramPacket(octets, octets.length));
  }

  byte[] receive() throws IOException {
    DatagramPacket datagram = new DatagramPacket(new byte[5000], 5000);
    socket.receive(datagram);
    return Arrays.copyOf(datagram.getData(), datagram.getLength());
  }

  byte[] exchange(byte[] octets) throws IOException {
    send(octets);
    return receive();
  }

  /**
   * Tells whether octets get no reply: the server reads in order, so when a status request sent
   * after them is answered first, they were dropped.
   */
  boolean isSilentTo(byte[] octets) throws IOException {
    send(octets);
    byte[] authenticator = new byte[16];
    random.nextBytes(authenticator);
    send(RadiusRequest.status().bytes(PROBE, authenticator, SECRET));
    return (receive()[1] & 0xFF) == PROBE;
  }

  static Packet packet(byte[] octets) {
    return Packet.decode(octets)
        .match(
            Decoded.Valid::packet,
            malformed -> {
              throw new AssertionError(malformed.why());
            });
  }

  @Override
  public void close() {
    socket.close();
  }
}
