package org.vedette.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.vedette.listener.ldap.Framing;

/** A client that sends what it likes. */
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(10_000);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  RawClient send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads one message. */
  Message read() throws Exception {
    byte[][] whole = new byte[1][];
    Framing framing = new Framing(() -> 1 << 24);
    while (whole[0] == null) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("it was closed");
      }
      framing.take(
          ByteBuffer.wrap(new byte[] {(byte) next}),
          bytes -> {
            whole[0] = bytes;
            return true;
          });
    }
    return Message.read(whole[0]);
  }

  /** Reads until the other side has closed, and returns how much came. */
  int readToEnd() throws IOException {
    return in.readAllBytes().length;
  }

  static byte[] bind(int id, String name, String password) {
    return Replies.bind(id, name, password.getBytes(StandardCharsets.UTF_8), new byte[0]);
  }

  static byte[] abandon(int id, int which) {
    return Replies.message(
        id, new ASN1OctetString(Op.ABANDON.request(), new ASN1Integer(which).getValue()), none());
  }

  static byte[] startTls(int id) {
    return Replies.askForTls(id);
  }

  static byte[] request(int id, ASN1Element operation) {
    return Replies.message(id, operation, none());
  }

  static byte[] compare(int id, String name, String attribute, String value) {
    return request(
        id,
        new ASN1Sequence(
            Op.COMPARE.request(),
            new ASN1OctetString(name),
            new ASN1Sequence(new ASN1OctetString(attribute), new ASN1OctetString(value))));
  }

  private static byte[] none() {
    return new byte[0];
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
