package org.vedette.itests.real;

import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1Null;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A client that sends one message of LDAP after the other, and waits when it wants to. */
final class LdapWire implements AutoCloseable {
  /** Instead of a result: the server has closed the connection. */
  static final int CLOSED = -1;

  private static final byte BIND = 0x60;
  private static final byte UNBIND = 0x42;
  private static final byte ABANDON = 0x50;
  private static final byte SEARCH = 0x63;
  private static final byte SIMPLE = (byte) 0x80;
  private static final int VERSION = 3;

  private final Socket socket;

  /** Connects by LDAPS. */
  LdapWire(LdapSite site) throws Exception {
    URI address = URI.create(site.tls());
    socket =
        new SSLUtil(new PEMFileTrustManager(site.authority().certificate().toFile()))
            .createSSLSocketFactory()
            .createSocket(address.getHost(), address.getPort());
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
  }

  /** RFC 4511 section 4.2. */
  void bind(int id, String name, String password) throws IOException {
    send(
        id,
        new ASN1Sequence(
            BIND,
            new ASN1Integer(VERSION),
            new ASN1OctetString(name),
            new ASN1OctetString(SIMPLE, password)));
  }

  /** RFC 4511 section 4.11. */
  void abandon(int id, int which) throws IOException {
    send(id, new ASN1Integer(ABANDON, which));
  }

  /** RFC 4511 section 4.3. */
  void unbind(int id) throws IOException {
    send(id, new ASN1Null(UNBIND));
  }

  /** RFC 4511 section 4.5: the base object alone. */
  void search(int id, Filter filter) throws IOException {
    send(
        id,
        new ASN1Sequence(
            SEARCH,
            new ASN1OctetString(Slapd.BASE),
            new ASN1Enumerated(0),
            new ASN1Enumerated(0),
            new ASN1Integer(0),
            new ASN1Integer(0),
            new ASN1Boolean(false),
            filter.encode(),
            new ASN1Sequence()));
  }

  private void send(int id, ASN1Element operation) throws IOException {
    send(new ASN1Sequence(new ASN1Integer(id), operation).encode());
  }

  /** Sends octets. */
  void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /** Waits for the next result and returns its code. */
  int result() throws Exception {
    ASN1Element message = new ASN1StreamReader(socket.getInputStream()).readElement();
    if (message == null) {
      return CLOSED;
    }
    ASN1Element operation = message.decodeAsSequence().elements()[1];
    return operation.decodeAsSequence().elements()[0].decodeAsEnumerated().intValue();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
