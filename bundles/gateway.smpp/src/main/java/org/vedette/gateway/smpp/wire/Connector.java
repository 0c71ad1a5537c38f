package org.vedette.gateway.smpp.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jsmpp.SMPPConstant;
import org.vedette.api.net.TrustAnchors;
import org.vedette.api.secret.Secret;

/** Opens connections to a centre and signs in. All calls block, and end in time. */
public final class Connector {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final int BIND = 1;

  private final Login login;
  private final Optional<SSLContext> tls;
  private final Duration connecting;
  private final Duration answering;

  /**
   * Notes how.
   *
   * @param tls whether connections are encrypted
   * @param trusted certificates to trust; none: those that Java trusts
   * @param connecting longest time for connecting, and again for the TLS handshake
   * @param answering longest time for the answer to the bind
   */
  public Connector(
      Login login,
      boolean tls,
      List<X509Certificate> trusted,
      Duration connecting,
      Duration answering) {
    this.login = login;
    this.tls = tls ? Optional.of(context(trusted)) : Optional.empty();
    this.connecting = connecting;
    this.answering = answering;
  }

  private static SSLContext context(List<X509Certificate> trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {TrustAnchors.judge(trusted)}, null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no TLS", broken);
    }
  }

  /** Ends what takes too long, by running something later on another thread. */
  public interface Guard {
    /**
     * Runs {@code end} when the time is over, unless what it returns is run before.
     *
     * @return makes that it is not run
     */
    Runnable limit(Duration time, Runnable end);
  }

  /** Told of the connection as soon as there is one, so that it can be ended at any time. */
  public interface Holder {
    /** Takes what ends it. */
    void hold(Runnable end);
  }

  /**
   * Connects and signs in.
   *
   * @param name for names of threads
   */
  public Wire open(
      Address centre, Role role, Secret password, String name, Guard guard, Holder holder)
      throws Trouble {
    Wire wire = connect(centre, name, guard, holder);
    boolean bound = false;
    try {
      bind(wire, role, password, guard);
      bound = true;
      return wire;
    } finally {
      if (!bound) {
        wire.cut();
      }
    }
  }

  private Wire connect(Address centre, String name, Guard guard, Holder holder) throws Trouble {
    Socket raw = new Socket();
    holder.hold(() -> close(raw));
    AtomicBoolean late = new AtomicBoolean();
    boolean connected = false;
    Runnable inTime =
        guard.limit(
            connecting.multipliedBy(2),
            () -> {
              late.set(true);
              close(raw);
            });
    try {
      raw.setTcpNoDelay(true);
      raw.setKeepAlive(true);
      raw.connect(new InetSocketAddress(centre.host(), centre.port()), (int) connecting.toMillis());
      connected = true;
      Socket socket = tls.isPresent() ? encrypt(raw, centre, tls.get()) : raw;
      Wire wire = new Wire(raw, socket.getInputStream(), socket.getOutputStream(), name);
      holder.hold(wire::cut);
      wire.start();
      return wire;
    } catch (IOException failure) {
      close(raw);
      throw Trouble.connecting(
          failure, connected, late.get() || failure instanceof SocketTimeoutException);
    } finally {
      inTime.run();
    }
  }

  /** RFC 6125 section 6, as RFC 2818 section 3.1 has it: the certificate names the host. */
  private static SSLSocket encrypt(Socket raw, Address centre, SSLContext context)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(raw, centre.host(), centre.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(PROTOCOLS);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private void bind(Wire wire, Role role, Secret password, Guard guard) throws Trouble {
    byte[] request =
        Codec.bind(BIND, role, login, password)
            .orElseThrow(() -> new Trouble("the password is longer than 8 characters", true));
    AtomicBoolean late = new AtomicBoolean();
    Runnable inTime =
        guard.limit(
            answering,
            () -> {
              late.set(true);
              wire.cut();
            });
    try {
      wire.send(request);
      Pdu answer = wire.read();
      // SMPP 3.4 section 2.3: before it has bound, the centre has nothing else to say.
      boolean refusal =
          answer.command() == SMPPConstant.CID_GENERIC_NACK && answer.status() != Status.OK;
      if (answer.command() != (role.command() | SMPPConstant.MASK_CID_RESP) && !refusal) {
        throw new Trouble("the centre answers something else than it was asked", false);
      }
      if (answer.status() != Status.OK) {
        throw new Trouble(
            "the centre refuses the bind: " + Status.words(answer.status()),
            Status.lasting(answer.status()));
      }
    } catch (IOException failure) {
      throw new Trouble(late.get() ? "the centre does not answer the bind" : ended(failure), false);
    } finally {
      inTime.run();
    }
  }

  /** Puts into words why a session has ended. */
  public static String ended(IOException failure) {
    return failure instanceof Pdu.NoPduException
        ? "what the centre says is no SMPP"
        : "the centre ended the connection";
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed all the same.
    }
  }
}
