package org.vedette.directory;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.util.Arrays;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;
import org.vedette.api.net.TrustAnchors;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.directory.ConnectFailure.Kind;
import org.vedette.directory.ConnectFailure.Stage;
import org.vedette.directory.DirectorySettings.ServiceAccount;

/** Opens connections to one server. All calls block, at most for the limits of the settings. */
final class Connector {
  private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

  /** A group of 100,000 members may come as one entry. */
  private static final int MAX_READ_BYTES = 32 * 1024 * 1024;

  private final DirectorySettings settings;
  private final ServerAddress server;
  private final SecretVault vault;
  private final X509ExtendedTrustManager judge;

  Connector(DirectorySettings settings, ServerAddress server, SecretVault vault) {
    this.settings = settings;
    this.server = server;
    this.vault = vault;
    this.judge = TrustAnchors.judge(settings.trusted());
  }

  /** Returns where the server is. */
  ServerAddress server() {
    return server;
  }

  /** Whether StartTLS comes first on a new connection. */
  boolean startsTls() {
    return settings.startTls() && !server.tls();
  }

  /** Whether passwords would travel unencrypted without leave. */
  boolean refusesClearText() {
    return settings.refusesClearText(server);
  }

  /** Makes what does TLS on a connection that does not block. */
  SSLEngine engine() {
    SSLEngine engine = attempt().context().createSSLEngine(server.host(), server.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    // RFC 4513, section 3.1.3: the certificate must be of the name that was connected to.
    parameters.setEndpointIdentificationAlgorithm("LDAPS");
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Starts the record of a handshake. */
  TlsAttempt attempt() {
    return new TlsAttempt(judge);
  }

  /** Opens a connection on which nobody has signed in. */
  LDAPConnection connect(TlsAttempt tls) throws ConnectFailure {
    return connect(tls, MAX_MESSAGE_BYTES);
  }

  private LDAPConnection connect(TlsAttempt tls, int longest) throws ConnectFailure {
    if (refusesClearText()) {
      throw new ConnectFailure(
          Kind.LASTING,
          Stage.TLS,
          "passwords would travel in clear text: use ldaps://, or set startTls=true, or, on a"
              + " network on which nobody listens, allowClearText=true");
    }
    SocketFactory sockets = server.tls() ? tlsSockets(tls) : SocketFactory.getDefault();
    LDAPConnection connection = new LDAPConnection(sockets, options(longest));
    Stage stage = Stage.NETWORK;
    try {
      connection.connect(server.host(), server.port());
      stage = Stage.TLS;
      if (startsTls()) {
        startTls(connection, tls);
      }
      return connection;
    } catch (LDAPException failure) {
      connection.close();
      throw explain(failure, stage, tls);
    }
  }

  /** Opens a connection and signs in as the service account, if one is set. */
  LDAPConnection connectAsService() throws ConnectFailure {
    return asService(MAX_MESSAGE_BYTES);
  }

  /** Does the same, for whoever reads entries that may be large. */
  LDAPConnection connectToRead() throws ConnectFailure {
    return asService(MAX_READ_BYTES);
  }

  private LDAPConnection asService(int longest) throws ConnectFailure {
    LDAPConnection connection = connect(attempt(), longest);
    try {
      bindAsService(connection);
      return connection;
    } catch (ConnectFailure refused) {
      connection.close();
      throw refused;
    }
  }

  /** Signs in as the service account, if one is set. */
  void bindAsService(LDAPConnection connection) throws ConnectFailure {
    Optional<ServiceAccount> service = settings.service();
    if (service.isEmpty()) {
      return;
    }
    Secret password =
        vault
            .resolve(service.get().password())
            .orElseThrow(
                () ->
                    new ConnectFailure(
                        Kind.LASTING,
                        Stage.CREDENTIALS,
                        "bindPassword names a secret that is not stored"));
    byte[] bytes = password.bytes();
    try {
      if (bytes.length == 0) {
        throw new ConnectFailure(Kind.LASTING, Stage.CREDENTIALS, "bindPassword is empty");
      }
      connection.bind(new SimpleBindRequest(service.get().dn(), bytes));
    } catch (ConnectFailure known) {
      throw known;
    } catch (LDAPException failure) {
      throw explainBind(failure, service.get());
    } finally {
      Arrays.fill(bytes, (byte) 0);
      password.close();
    }
  }

  private void startTls(LDAPConnection connection, TlsAttempt tls) throws LDAPException {
    // RFC 4511, section 4.14; nothing else is outstanding on the new connection.
    ExtendedResult result =
        connection.processExtendedOperation(new StartTLSExtendedRequest(tlsSockets(tls)));
    if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
      throw new ConnectFailure(
          Kind.LASTING, Stage.TLS, "the server refuses StartTLS: " + result.getResultCode());
    }
    if (connection.getSSLSession() == null) {
      throw new ConnectFailure(Kind.LASTING, Stage.TLS, "StartTLS left the connection unencrypted");
    }
  }

  private TlsSockets tlsSockets(TlsAttempt tls) {
    return new TlsSockets(tls.context().getSocketFactory(), settings.limits().connect());
  }

  private LDAPConnectionOptions options(int longest) {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    options.setAutoReconnect(false);
    options.setFollowReferrals(false);
    options.setAllowConcurrentSocketFactoryUse(true);
    options.setConnectTimeoutMillis((int) settings.limits().connect().toMillis());
    options.setResponseTimeoutMillis(settings.limits().response().toMillis());
    options.setMaxMessageSize(longest);
    return options;
  }

  private static ConnectFailure explain(LDAPException failure, Stage stage, TlsAttempt tls) {
    if (failure instanceof ConnectFailure known) {
      return known;
    }
    Optional<String> rejection = tls.rejection();
    if (rejection.isPresent()) {
      return new ConnectFailure(Kind.LASTING, Stage.TLS, rejection.get());
    }
    String text = String.valueOf(failure.getMessage());
    boolean handshake = text.contains("SSLException") || text.contains("SSLHandshakeException");
    if (handshake && !Causes.isTimeout(failure)) {
      return new ConnectFailure(
          Kind.LASTING, Stage.TLS, "the TLS handshake failed; does this port speak TLS?");
    }
    return new ConnectFailure(Kind.PASSING, stage, Causes.of(failure));
  }

  private static ConnectFailure explainBind(LDAPException failure, ServiceAccount service) {
    String why =
        AdSubCode.explain(String.valueOf(failure.getDiagnosticMessage()))
            .orElseGet(() -> Causes.of(failure));
    BindAnswer answer = BindAnswer.of(failure);
    if (answer instanceof BindAnswer.Undecided) {
      return new ConnectFailure(Kind.PASSING, Stage.CREDENTIALS, why);
    }
    if (answer instanceof BindAnswer.Misconfigured misconfigured) {
      return new ConnectFailure(Kind.LASTING, Stage.CREDENTIALS, misconfigured.why());
    }
    return new ConnectFailure(
        Kind.LASTING,
        Stage.CREDENTIALS,
        "the service account "
            + service.dn()
            + " was refused: "
            + why
            + "; check bindDn and bindPassword");
  }
}
