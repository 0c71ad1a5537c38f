package org.vedette.gateway.mail;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings that passed.
 *
 * @param host name or address of the server
 * @param port its port
 * @param security how the connection is protected
 * @param trusted certificates to trust; empty: what Java trusts
 * @param login how to sign in there
 * @param sender what each mail says of who sends it
 * @param heloName how this server names itself; empty: its address
 * @param limits bounds
 */
record MailSettings(
    String host,
    int port,
    Security security,
    List<X509Certificate> trusted,
    Optional<Login> login,
    Sender sender,
    String heloName,
    Limits limits) {
  /** How a connection is protected. */
  enum Security {
    /** Encrypted by STARTTLS (RFC 3207) before anything is sent. */
    STARTTLS,
    /** Encrypted from the first octet (RFC 8314 section 3.3). */
    TLS,
    /** Clear text. */
    NONE
  }

  /**
   * How to sign in.
   *
   * @param user account
   * @param password as set: a reference to a stored secret; empty with OAuth
   * @param oauth where tokens come from; empty with a password
   */
  record Login(String user, String password, Optional<OAuth> oauth) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /**
   * Where access tokens come from.
   *
   * @param tokenUrl begins with https://
   * @param clientId who asks
   * @param clientSecret as set: a reference to a stored secret
   * @param scope what for; may be empty
   * @param trusted certificates to trust; empty: what Java trusts
   */
  record OAuth(
      String tokenUrl,
      String clientId,
      String clientSecret,
      String scope,
      List<X509Certificate> trusted) {
    @Override
    public String toString() {
      return "OAuth[" + tokenUrl + "]";
    }
  }

  /**
   * Who sends.
   *
   * @param from address, ASCII
   * @param name name beside it; may be empty
   * @param replyTo address for answers, if another
   */
  record Sender(Mailbox from, String name, Optional<Mailbox> replyTo) {}

  /**
   * Bounds.
   *
   * @param connect for connecting to one address
   * @param response for an answer
   * @param send for a mail from first to last, waiting included
   * @param connections mails at once, 1 to 16
   * @param idle how long a connection is kept; zero: not at all
   * @param maxWaiting mails that wait for a connection
   */
  record Limits(
      Duration connect,
      Duration response,
      Duration send,
      int connections,
      Duration idle,
      int maxWaiting) {}
}
