package org.vedette.radsec;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;

/** A peer's certificate is not trusted; says whose it is and why. */
final class RefusedPeerException extends CertificateException {
  private static final long serialVersionUID = 1L;
  private final String subject;
  private final String why;

  RefusedPeerException(X509Certificate certificate, CertificateException cause) {
    super(cause.getMessage(), cause.getCause() == null ? cause : cause.getCause());
    this.subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
    this.why = innermost(cause);
  }

  /** Returns the subject of its certificate. */
  String subject() {
    return subject;
  }

  /** Returns why it is not trusted. */
  String why() {
    return why;
  }

  /** The outer exceptions of a path say only that it failed. */
  private static String innermost(Throwable failure) {
    String said = "";
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CertPathValidatorException path
          && path.getReason() != CertPathValidatorException.BasicReason.UNSPECIFIED) {
        return path.getReason() + ": " + path.getMessage();
      }
      said = each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage();
    }
    return said;
  }
}
