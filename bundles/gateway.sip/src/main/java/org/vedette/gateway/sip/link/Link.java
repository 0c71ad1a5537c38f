package org.vedette.gateway.sip.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.vedette.gateway.sip.message.SipMessage;

/** An open way to the trunk. Thread-safe; nothing blocks. */
public interface Link extends AutoCloseable {
  /** Told of what comes in and of the end, on the link's own threads. */
  interface Listener {
    /** A message of the trunk, and the address that it came from. */
    void received(Link link, SipMessage message, InetSocketAddress from);

    /** The link has ended and not because somebody closed it. */
    void broken(Link link, String why);
  }

  /** Sends a message. One that cannot be sent is lost, as on any network. */
  void send(SipMessage message);

  /** Sends a response to where the request came from (RFC 3261 section 18.2.2). */
  void reply(SipMessage response, InetSocketAddress to);

  /** Tells whether what is sent arrives without being sent again. */
  boolean reliable();

  /** Returns the transport as it stands in Via: {@code UDP}, {@code TCP} or {@code TLS}. */
  String transport();

  /** Returns address and port of this side, as peers are told. */
  String sentBy();

  /** Returns the address of this side, as peers are told. */
  String host();

  /** Returns the address of this side where sockets are bound. */
  InetAddress local();

  /** Returns the trunk's address. */
  InetAddress peer();

  /** Tells whether it can still be used. */
  boolean open();

  @Override
  void close();
}
