package org.vedette.eap;

import java.io.IOException;
import org.bouncycastle.tls.TlsServerProtocol;

/** A TLS tunnel that is fed with octets and gives octets, and waits for nobody. For one thread. */
final class Tunnel {
  private final TlsServerProtocol protocol = new TlsServerProtocol();
  private final TunnelServer server;

  /**
   * Waits for a client's first message.
   *
   * @throws IOException after an error of ours
   */
  Tunnel(TunnelServer server) throws IOException {
    this.server = server;
    protocol.accept(server);
  }

  /**
   * Takes TLS records.
   *
   * @throws IOException when they end the tunnel; {@link #output} may hold an alert to be sent
   */
  void feed(byte[] records) throws IOException {
    protocol.offerInput(records);
  }

  /** Takes out what is to be sent; no octets when nothing is. */
  byte[] output() {
    byte[] records = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(records, 0, records.length);
    return records;
  }

  /** Takes out what the peer said in the tunnel; no octets when it said nothing. */
  byte[] input() {
    byte[] clear = new byte[protocol.getAvailableInputBytes()];
    protocol.readInput(clear, 0, clear.length);
    return clear;
  }

  /** Encrypts what is said to the peer; it is then part of the output. */
  void write(byte[] clear) throws IOException {
    protocol.writeApplicationData(clear, 0, clear.length);
  }

  /** Whether the handshake is over and nothing has ended the tunnel. */
  boolean isOpen() {
    return server.isComplete() && !protocol.isClosed();
  }

  boolean isClosed() {
    return protocol.isClosed();
  }

  /** Says why it ended, for the log. */
  String why() {
    return server.alert().isEmpty() ? "TLS was closed" : server.alert();
  }

  /** Returns the 64 octets of the master session key; the caller wipes it. */
  byte[] masterSessionKey() {
    return server.masterSessionKey();
  }

  /** Wipes the keys. */
  void close() {
    server.wipe();
    try {
      protocol.close();
    } catch (IOException | RuntimeException over) {
      // It was closed before: there is nobody to tell.
    }
  }
}
