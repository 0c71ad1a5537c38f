package org.vedette.ldap;

import java.net.InetAddress;
import java.util.Optional;

/** A client's connection, as what speaks LDAP over it sees it. For the thread of its loop alone. */
interface Line {
  /** Where it comes from. */
  InetAddress source();

  /** The application it belongs to now; empty when it belongs to none any more. */
  Optional<Client> client();

  /** Whether it is protected by TLS. */
  boolean isSecured();

  /** Has something done by the thread of the loop. */
  void later(Runnable task);

  /** Sends a message. */
  void send(byte[] message);

  /** Whether so much waits to be sent that no more should come. */
  boolean isFull();

  /** Reads nothing until {@link #resume}. */
  void pause();

  /** Reads again. */
  void resume();

  /**
   * Begins TLS after an answer; empty when it did, otherwise why not.
   *
   * @param id of the request
   */
  Optional<String> startTls(int id);

  /** Says why, and ends it (RFC 4511 section 4.4.1). */
  void disconnect(int code, String text);

  /** Ends it. */
  void close();
}
