package org.vedette.testkit.eap;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The client's side of TLS. It looks at the server's certificate and believes every one. */
final class TunnelClient extends DefaultTlsClient {
  private static final int KEY_MATERIAL = 128;

  private final ProtocolVersion version;
  private final int type;
  private final String label;
  private final @Nullable TlsSession session;
  private int certificates;
  private boolean resumed;
  private byte[] material = {};

  TunnelClient(
      BcTlsCrypto crypto,
      ProtocolVersion version,
      int type,
      String label,
      @Nullable TlsSession session) {
    super(crypto);
    this.version = version;
    this.type = type;
    this.label = label;
    this.session = session;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return version.only();
  }

  @Override
  public @Nullable TlsSession getSessionToResume() {
    return session;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate shown) {
        certificates = shown.getCertificate().getLength();
      }

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
        return null;
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    SecurityParameters parameters = context.getSecurityParametersConnection();
    resumed = parameters.isResumedSession();
    material =
        TlsUtils.isTLSv13(context)
            ? context.exportKeyingMaterial(
                "EXPORTER_EAP_TLS_Key_Material", new byte[] {(byte) type}, KEY_MATERIAL)
            : context.exportKeyingMaterial(label, null, KEY_MATERIAL);
  }

  @Nullable TlsSession session() {
    return context.getResumableSession();
  }

  boolean isResumed() {
    return resumed;
  }

  /** How long the chain was that the server showed; 0 when it showed none. */
  int certificates() {
    return certificates;
  }

  byte[] masterSessionKey() {
    return Arrays.copyOf(material, KEY_MATERIAL / 2);
  }
}
