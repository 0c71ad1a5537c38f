package org.vedette.listener;

import java.util.Arrays;
import javax.net.ssl.SSLParameters;

/** Which TLS is spoken: versions and ciphers. */
public final class ModernTls {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private ModernTls() {}

  /** Narrows parameters to versions 1.2 and 1.3, and to what RFC 9325 section 4.2 recommends. */
  public static SSLParameters of(SSLParameters parameters) {
    parameters.setProtocols(VERSIONS);
    parameters.setUseCipherSuitesOrder(true);
    // Forward secrecy and authenticated encryption, nothing else.
    parameters.setCipherSuites(
        Arrays.stream(parameters.getCipherSuites())
            .filter(each -> each.matches("TLS_(AES|CHACHA20)_.*|TLS_ECDHE_.*_(GCM|CHACHA20)_.*"))
            .toArray(String[]::new));
    return parameters;
  }
}
