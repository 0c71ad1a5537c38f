package org.vedette.gateway.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** The sound of a person at the other end: hears packets, keys among them, and presses keys. */
final class Phone implements AutoCloseable {
  private static final String KEYS = "0123456789*#";

  final StringBuffer heard = new StringBuffer();
  final AtomicInteger packets = new AtomicInteger();

  /** Packets that were not silence. */
  final AtomicInteger loud = new AtomicInteger();

  private final DatagramSocket socket;
  private final InetSocketAddress to;
  private int sequence = 100;
  private int timestamp = 8000;
  private volatile long lastKey = -1;

  /** Answers an offer from any address of loopback. */
  Phone(String offer, String address) throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0));
    int port = Integer.parseInt(offer.replaceAll("(?s).*m=audio ([0-9]+) .*", "$1"));
    to = new InetSocketAddress(offer.replaceAll("(?s).*c=IN IP4 (\\S+).*", "$1"), port);
    Thread thread = new Thread(this::listen);
    thread.setDaemon(true);
    thread.start();
  }

  Phone(String offer) throws IOException {
    this(offer, "127.0.0.1");
  }

  String sdp() {
    return sdp("sendrecv");
  }

  String sdp(String direction) {
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
        + socket.getLocalPort()
        + " RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na="
        + direction
        + "\r\n";
  }

  private void listen() {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    try {
      while (true) {
        packet.setLength(2048);
        socket.receive(packet);
        ByteBuffer octets = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        packets.incrementAndGet();
        if ((octets.get(1) & 0x7F) == 101) {
          long stamp = octets.getInt(4);
          if (stamp != lastKey) {
            lastKey = stamp;
            heard.append(KEYS.charAt(octets.get(12)));
          }
        } else if (octets.get(12) != (byte) 0xD5) {
          loud.incrementAndGet();
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  /** Presses keys, each as three packets and a repeated end (RFC 4733 section 2.5.1). */
  void press(String keys) throws IOException {
    for (char key : keys.toCharArray()) {
      timestamp += 1600;
      for (int i = 1; i <= 5; i++) {
        ByteBuffer packet = ByteBuffer.allocate(16);
        packet.put((byte) 0x80).put((byte) (101 | (i == 1 ? 0x80 : 0)));
        packet.putShort((short) sequence++).putInt(timestamp).putInt(77);
        packet.put((byte) KEYS.indexOf(key)).put((byte) (i >= 3 ? 0x8A : 0x0A));
        packet.putShort((short) (Math.min(i, 3) * 400));
        socket.send(new DatagramPacket(packet.array(), 16, to));
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
