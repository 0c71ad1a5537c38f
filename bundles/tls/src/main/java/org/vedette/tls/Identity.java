package org.vedette.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * How a server shows who it is.
 *
 * @param chain its certificate, then that of its issuer, and so on; never empty, no root
 * @param key the private key of the first certificate
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
  /** Copies the chain. */
  public Identity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("an identity has a certificate");
    }
  }

  /** Returns the certificate of the server itself. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** Returns when the first certificate of the chain ends. */
  public Instant expires() {
    return chain.stream()
        .map(each -> each.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  @Override
  public String toString() {
    return "Identity[" + certificate().getSubjectX500Principal() + "]";
  }
}
