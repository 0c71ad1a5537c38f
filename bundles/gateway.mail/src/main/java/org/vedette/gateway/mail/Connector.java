package org.vedette.gateway.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.vedette.api.net.TrustAnchors;
import org.vedette.gateway.mail.MailSettings.Security;

/** Opens connections to the server, encrypted and signed in. All calls block. */
final class Connector {
  private static final int MOST_ADDRESSES = 4;
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final MailSettings settings;
  private final Credentials credentials;
  private final X509ExtendedTrustManager judge;

  Connector(MailSettings settings, Credentials credentials) {
    this.settings = settings;
    this.credentials = credentials;
    this.judge = TrustAnchors.judge(settings.trusted());
  }

  /**
   * Opens a connection.
   *
   * @param utf8 whether addresses may hold more than ASCII
   * @param guard ends it when the time is over
   */
  Line open(boolean utf8, Guard guard) throws Trouble {
    try {
      return open(utf8, guard, false);
    } catch (Trouble refused) {
      if (refused.kind() == Trouble.Kind.MISSET
          && refused.step() == Step.SIGN_IN
          && credentials.forget()) {
        // The token may have been withdrawn before its time.
        return open(utf8, guard, true);
      }
      throw refused;
    }
  }

  private Line open(boolean utf8, Guard guard, boolean again) throws Trouble {
    Optional<Dialogue.Credentials> shown = credentials.get(guard);
    BoundedSocket raw = connect(guard);
    TlsAttempt tls = new TlsAttempt(judge);
    SSLSocketFactory factory = tls.context().getSocketFactory();
    Dialogue dialogue =
        new Dialogue(properties(factory, raw, utf8, shown), utf8, shown.orElse(null));
    boolean open = false;
    Step first = settings.security() == Security.TLS ? Step.TLS : Step.GREETING;
    try {
      Socket socket = settings.security() == Security.TLS ? encrypt(raw, factory) : raw;
      first = Step.GREETING;
      dialogue.connect(socket);
      open = true;
      return new Line(dialogue, raw, utf8);
    } catch (IOException broken) {
      throw Failures.connecting(first, broken, tls, dialogue, guard, settings);
    } catch (AuthenticationFailedException refused) {
      throw Failures.signIn(refused, dialogue, again);
    } catch (MessagingException broken) {
      throw Failures.connecting(dialogue.step(), broken, tls, dialogue, guard, settings);
    } finally {
      if (!open) {
        raw.cut();
      }
    }
  }

  /** Tries the addresses of the server one after the other. */
  private BoundedSocket connect(Guard guard) throws Trouble {
    String last = "the host name has no address";
    for (InetAddress each : addresses()) {
      BoundedSocket socket = new BoundedSocket();
      guard.watches(socket::cut);
      try {
        socket.setSoTimeout((int) settings.limits().response().toMillis());
        socket.setTcpNoDelay(true);
        // The name that is in the certificate goes with the address; none is looked up again.
        InetAddress named = InetAddress.getByAddress(settings.host(), each.getAddress());
        socket.connect(
            new InetSocketAddress(named, settings.port()),
            (int) settings.limits().connect().toMillis());
        return socket;
      } catch (IOException next) {
        socket.cut();
        if (guard.over()) {
          throw new Trouble(Trouble.Kind.LOST, Step.CONNECT, Failures.LATE, next);
        }
        last = Failures.words(next);
      }
    }
    throw new Trouble(Trouble.Kind.DOWN, Step.CONNECT, last);
  }

  private List<InetAddress> addresses() throws Trouble {
    try {
      return Arrays.stream(InetAddress.getAllByName(settings.host()))
          .limit(MOST_ADDRESSES)
          .toList();
    } catch (UnknownHostException none) {
      throw new Trouble(Trouble.Kind.DOWN, Step.CONNECT, "the host name has no address", none);
    }
  }

  /** RFC 8314 section 3.3: TLS before the greeting; the name is checked as RFC 7817 has it. */
  private Socket encrypt(Socket raw, SSLSocketFactory factory) throws IOException {
    SSLSocket socket =
        (SSLSocket) factory.createSocket(raw, settings.host(), settings.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("LDAPS");
    parameters.setProtocols(PROTOCOLS);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private Properties properties(
      SSLSocketFactory factory, Socket socket, boolean utf8, Optional<Dialogue.Credentials> shown) {
    Properties properties = new Properties();
    boolean startTls = settings.security() == Security.STARTTLS;
    properties.put("mail.smtp.localhost", helo(socket));
    properties.put("mail.smtp.from", settings.sender().from().toString());
    properties.put("mail.smtp.starttls.enable", String.valueOf(startTls));
    properties.put("mail.smtp.starttls.required", String.valueOf(startTls));
    properties.put("mail.smtp.ssl.socketFactory", factory);
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", String.join(" ", PROTOCOLS));
    properties.put("mail.mime.allowutf8", String.valueOf(utf8));
    // RSET tells whether a connection still lives, and forgets what came before.
    properties.put("mail.smtp.userset", "true");
    properties.put("mail.smtp.quitwait", "false");
    shown.ifPresent(
        each -> {
          properties.put("mail.smtp.auth", "true");
          properties.put("mail.smtp.auth.mechanisms", each.mechanisms());
        });
    return properties;
  }

  /** RFC 5321 section 4.1.4: who has no name shows an address in brackets (section 4.1.3). */
  private String helo(Socket socket) {
    if (!settings.heloName().isEmpty()) {
      return settings.heloName();
    }
    InetAddress own = socket.getLocalAddress();
    String address = own.getHostAddress().replaceFirst("%.*", "");
    return own instanceof Inet6Address ? "[IPv6:" + address + "]" : "[" + address + "]";
  }
}
