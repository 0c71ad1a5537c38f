package org.vedette.directory;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that says yes to the password "right", and says it twice. */
final class TwiceServer implements AutoCloseable {
  private static final byte BIND = 0x60;
  private static final byte BOUND = 0x61;
  private static final byte SEARCH = 0x63;
  private static final byte FOUND = 0x65;
  private static final int WRONG = 49;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));

  TwiceServer() throws IOException {
    inBackground(this::accept);
  }

  String address() {
    return "ldap://127.0.0.1:" + door.getLocalPort();
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "twice");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket next = door.accept();
        inBackground(() -> serve(next));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      OutputStream out = client.getOutputStream();
      for (ASN1Element read = ASN1Element.readFrom(client.getInputStream());
          read != null;
          read = ASN1Element.readFrom(client.getInputStream())) {
        ASN1Element[] message = read.decodeAsSequence().elements();
        byte type = message[1].getType();
        if (type == BIND) {
          ASN1Element[] bind = message[1].decodeAsSequence().elements();
          boolean right = bind[2].decodeAsOctetString().stringValue().equals("right");
          out.write(answer(message[0], BOUND, right ? 0 : WRONG));
          if (right) {
            out.write(answer(message[0], BOUND, 0));
          }
        } else if (type == SEARCH) {
          out.write(answer(message[0], FOUND, 0));
        }
      }
    } catch (IOException | ASN1Exception gone) {
      // It has hung up.
    }
  }

  private static byte[] answer(ASN1Element id, byte type, int code) {
    return new ASN1Sequence(
            id,
            new ASN1Sequence(
                type,
                new ASN1Enumerated(code),
                new ASN1OctetString(""),
                new ASN1OctetString("said")))
        .encode();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
