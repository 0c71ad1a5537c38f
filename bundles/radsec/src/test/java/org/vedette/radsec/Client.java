package org.vedette.radsec;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that sends any octets in any parts. */
final class Client implements AutoCloseable {
  static {
    // Otherwise an end without close_notify would look like one in order.
    System.setProperty("com.sun.net.ssl.requireCloseNotify", "true");
  }

  private static final Random RANDOM = new Random(3);
  private final SSLSocket socket;
  private final DataInputStream in;

  Client(SSLContext context, String from, int port, String... versions) throws IOException {
    socket = (SSLSocket) context.getSocketFactory().createSocket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    if (versions.length > 0) {
      socket.setEnabledProtocols(versions);
    }
    in = new DataInputStream(socket.getInputStream());
  }

  /** Writes a packet of this length. */
  static byte[] packet(int length) {
    byte[] octets = new byte[length];
    RANDOM.nextBytes(octets);
    octets[0] = 1;
    octets[2] = (byte) (length >>> 8);
    octets[3] = (byte) length;
    return octets;
  }

  Client handshake() throws IOException {
    socket.startHandshake();
    return this;
  }

  /** Offers no other cipher suites. */
  void only(String... suites) {
    socket.setEnabledCipherSuites(suites);
  }

  String version() {
    return socket.getSession().getProtocol();
  }

  String server() throws IOException {
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
        .getSubjectX500Principal()
        .getName();
  }

  void send(byte[]... packets) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] each : packets) {
      all.writeBytes(each);
    }
    socket.getOutputStream().write(all.toByteArray());
    socket.getOutputStream().flush();
  }

  /** Receives one packet. */
  byte[] receive() throws IOException {
    byte[] start = in.readNBytes(4);
    if (start.length < 4) {
      throw new IOException("the connection has ended");
    }
    int length = (start[2] & 0xFF) << 8 | start[3] & 0xFF;
    byte[] packet = new byte[length];
    System.arraycopy(start, 0, packet, 0, 4);
    in.readFully(packet, 4, length - 4);
    return packet;
  }

  byte[] exchange(byte[] packet) throws IOException {
    send(packet);
    return receive();
  }

  /** Demands that the server ends it in order; what it says before is thrown away. */
  void awaitGoodbye() throws IOException {
    while (in.read() >= 0) {
      // An end without close_notify would be an exception.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
