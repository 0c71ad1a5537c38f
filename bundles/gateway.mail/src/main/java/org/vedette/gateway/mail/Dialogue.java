package org.vedette.gateway.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The library's SMTP client, which here also knows where it stands, sends nothing but printable
 * commands, and never goes on with less protection than it was told to have.
 */
final class Dialogue extends SMTPTransport {
  /**
   * Who signs in.
   *
   * @param user account
   * @param proof password or access token
   * @param mechanisms SASL mechanisms that may be used, the best first
   */
  record Credentials(String user, String proof, String mechanisms) {
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }

  private final Session session;
  private final boolean utf8;
  private final @Nullable Credentials credentials;
  private volatile Step step = Step.GREETING;
  private boolean signedIn;

  /**
   * Prepares a dialogue.
   *
   * @param properties of the library
   * @param utf8 whether addresses may hold more than ASCII
   */
  Dialogue(Properties properties, boolean utf8, @Nullable Credentials credentials) {
    this(Session.getInstance(properties), utf8, credentials);
  }

  private Dialogue(Session session, boolean utf8, @Nullable Credentials credentials) {
    super(session, new URLName("smtp", null, -1, null, null, null));
    this.session = session;
    this.utf8 = utf8;
    this.credentials = credentials;
  }

  /** Returns where it stands. */
  Step step() {
    return step;
  }

  /** Sends one mail; afterwards {@link #getLastServerResponse} is what the server calls it. */
  void send(Letter letter) throws MessagingException {
    step = Step.FROM;
    Address[] to = {new InternetAddress()};
    ((InternetAddress) to[0]).setAddress(letter.to().toString());
    sendMessage(new Written(session, letter), to);
  }

  @Override
  protected synchronized boolean protocolConnect(
      String host, int port, String user, String password) throws MessagingException {
    if (credentials == null) {
      return super.protocolConnect(host, port, null, null);
    }
    boolean connected = super.protocolConnect(host, port, credentials.user(), credentials.proof());
    if (connected && !signedIn) {
      // The library goes on without a word where the server offers no AUTH.
      step = Step.SIGN_IN;
      close();
      throw new AuthenticationFailedException("it offers no way to do so (AUTH)");
    }
    return connected;
  }

  @Override
  protected void startTLS() throws MessagingException {
    step = Step.TLS;
    super.startTLS();
  }

  @Override
  protected void sendCommand(String command) throws MessagingException {
    if (!command.chars().allMatch(each -> each >= ' ' && each != 127 && (utf8 || each < 127))) {
      throw new MessagingException("a command holds what is not printable");
    }
    String verb = command.split(" ", 2)[0];
    step =
        switch (verb) {
          case "EHLO", "HELO" -> Step.HELLO;
          case "STARTTLS" -> Step.TLS;
          case "AUTH" -> Step.SIGN_IN;
          case "MAIL" -> Step.FROM;
          case "RCPT" -> Step.RECIPIENT;
          case "DATA" -> Step.DATA;
          case "." -> Step.END;
          default -> step;
        };
    if (step == Step.SIGN_IN) {
      if (!isSSL()) {
        throw new MessagingException("passwords are not sent in clear");
      }
      signedIn = true;
    }
    super.sendCommand(command);
  }

  /** A mail that is written already. */
  private static final class Written extends MimeMessage {
    private final byte[] octets;

    Written(Session session, Letter letter) throws MessagingException {
      super(session, new ByteArrayInputStream(new byte[0]));
      this.octets = letter.octets();
    }

    @Override
    public void writeTo(OutputStream out, String[] without) throws IOException {
      out.write(octets);
    }
  }
}
