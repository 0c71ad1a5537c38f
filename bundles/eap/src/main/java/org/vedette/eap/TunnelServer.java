package org.vedette.eap;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.jspecify.annotations.Nullable;

/** The server's side of one handshake: what it offers, what it remembers, and the keys of EAP. */
final class TunnelServer extends AbstractTlsServer {
  /** Master session key, then extended master session key. */
  private static final int KEY_MATERIAL = 128;

  private static final String TLS_1_3_LABEL = "EXPORTER_EAP_TLS_Key_Material";
  private static final int SESSION_ID = 32;

  /**
   * Which tunnel it is.
   *
   * @param type EAP type
   * @param label of the key derivation up to TLS 1.2: {@code ttls keying material} (RFC 5281
   *     section 8) or {@code client EAP encryption} (PEAPv0, RFC 5216 section 2.3)
   */
  record Kind(int type, String label) {}

  /** Sessions of one application; none are kept where resumption is off. */
  interface Resumption {
    /** None is kept. */
    Resumption NONE =
        new Resumption() {
          @Override
          public Optional<TlsSession> find(byte[] id) {
            return Optional.empty();
          }

          @Override
          public void keep(TlsSession session) {
            // Nothing is to be resumed.
          }

          @Override
          public boolean isOn() {
            return false;
          }
        };

    Optional<TlsSession> find(byte[] id);

    void keep(TlsSession session);

    boolean isOn();
  }

  private final ServerKey key;
  private final ProtocolVersion[] versions;
  private final Kind kind;
  private final Resumption resumption;
  private byte[] material = {};
  private boolean complete;
  private String alert = "";

  TunnelServer(ServerKey key, ProtocolVersion[] versions, Kind kind, Resumption resumption) {
    super(key.crypto());
    this.key = key;
    this.versions = versions.clone();
    this.kind = kind;
    this.resumption = resumption;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return versions.clone();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return TlsUtils.getSupportedCipherSuites(getCrypto(), key.cipherSuites());
  }

  @Override
  protected boolean preferLocalCipherSuites() {
    return true;
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    return key.credentials(context);
  }

  @Override
  public byte @Nullable [] getNewSessionID() {
    return resumption.isOn() ? context.getNonceGenerator().generateNonce(SESSION_ID) : null;
  }

  @Override
  public @Nullable TlsSession getSessionToResume(byte[] id) {
    return resumption.find(id).orElse(null);
  }

  /** Called once both sides have shown that they have the same keys. */
  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    SecurityParameters parameters = context.getSecurityParametersConnection();
    complete = true;
    if (TlsUtils.isTLSv13(context)) {
      // RFC 9427 section 2.1: the context is the type of the method.
      material =
          context.exportKeyingMaterial(
              TLS_1_3_LABEL, new byte[] {(byte) kind.type()}, KEY_MATERIAL);
    } else {
      material = derive(parameters);
      TlsSession session = context.getSession();
      if (resumption.isOn() && session != null && session.isResumable()) {
        resumption.keep(session);
      }
    }
  }

  /** Whether the handshake is over. */
  boolean isComplete() {
    return complete;
  }

  /** Returns the first half of the key material; the caller wipes it. */
  byte[] masterSessionKey() {
    return Arrays.copyOf(material, KEY_MATERIAL / 2);
  }

  /** Wipes the key material. */
  void wipe() {
    Arrays.fill(material, (byte) 0);
  }

  /** Says which alert ended it; empty when none did. */
  String alert() {
    return alert;
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    super.notifyAlertReceived(level, description);
    alert = "the supplicant ended TLS with " + AlertDescription.getName(description);
  }

  @Override
  public void notifyAlertRaised(
      short level, short description, @Nullable String message, @Nullable Throwable cause) {
    if (alert.isEmpty()) {
      alert = "TLS failed with " + AlertDescription.getName(description);
    }
  }

  /**
   * PRF(master secret, label, randoms of client and server) (RFC 5216 section 2.3, RFC 5281 section
   * 8). The exporter of the library gives the same, but only to peers that know RFC 7627.
   */
  private byte[] derive(SecurityParameters parameters) {
    byte[] seed =
        Arrays.copyOf(parameters.getClientRandom(), 2 * parameters.getClientRandom().length);
    byte[] server = parameters.getServerRandom();
    System.arraycopy(server, 0, seed, seed.length - server.length, server.length);
    TlsSecret secret =
        TlsUtils.PRF(parameters, parameters.getMasterSecret(), kind.label(), seed, KEY_MATERIAL);
    return secret.extract();
  }
}
