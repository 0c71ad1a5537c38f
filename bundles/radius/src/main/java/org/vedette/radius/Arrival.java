package org.vedette.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.vedette.api.net.ReplyTable;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.SharedSecret;

/**
 * A packet of a known client.
 *
 * @param way the way it came by
 * @param source where it came from
 * @param client whose it is
 * @param packet its content
 * @param secret the one of its client's secrets that it was made with
 * @param proven whether its Message-Authenticator is right
 */
record Arrival(
    Way way,
    InetSocketAddress source,
    Client client,
    Packet packet,
    SharedSecret secret,
    boolean proven) {
  private static final int PORT_AND_REST = 2 + 1 + Packet.AUTHENTICATOR;

  /** Makes the key of repetitions: source, port, identifier, authenticator (RFC 5080, 2.2.2). */
  byte[] key() {
    byte[] address = source.getAddress().getAddress();
    byte[] key = new byte[address.length + PORT_AND_REST];
    System.arraycopy(address, 0, key, 0, address.length);
    int at = address.length;
    key[at] = (byte) (source.getPort() >>> 8);
    key[at + 1] = (byte) source.getPort();
    key[at + 2] = (byte) packet.identifier();
    packet.copyAuthenticator(key, at + 3);
    return key;
  }

  ReplyTable replies() {
    return way.replies();
  }

  /** Sends octets to the source. */
  void send(byte[] reply) throws IOException {
    way.send(reply, source);
  }
}
