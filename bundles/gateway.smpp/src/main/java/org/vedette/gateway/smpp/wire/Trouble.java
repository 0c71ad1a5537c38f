package org.vedette.gateway.smpp.wire;

import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;

/** Why there is no session with a centre. Its words are for an administrator and hold no secret. */
public final class Trouble extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MOST_CAUSES = 10;

  private final boolean lasting;

  /**
   * Makes one.
   *
   * @param why what is wrong
   * @param lasting whether only an operator can mend it
   */
  public Trouble(String why, boolean lasting) {
    super(why, null, false, false);
    this.lasting = lasting;
  }

  /** Returns what is wrong. */
  public String why() {
    String why = getMessage();
    return why == null ? "" : why;
  }

  /** Tells whether only an operator can mend it. */
  public boolean lasting() {
    return lasting;
  }

  /**
   * Puts into words why no connection was made.
   *
   * @param connected whether one was, and TLS failed
   * @param late whether the time was over
   */
  static Trouble connecting(IOException failure, boolean connected, boolean late) {
    if (connected) {
      return late ? noTls() : tls(failure);
    }
    if (late) {
      return new Trouble("the centre takes no connection in time", false);
    }
    if (failure instanceof UnknownHostException) {
      return new Trouble("the centre's host name is not known", false);
    }
    return new Trouble("the centre takes no connection", false);
  }

  private static Trouble tls(IOException failure) {
    if (isCausedBy(failure, CertificateExpiredException.class)) {
      return new Trouble("the centre's certificate has expired", true);
    }
    if (isCausedBy(failure, CertPathBuilderException.class)
        || isCausedBy(failure, CertPathValidatorException.class)) {
      return new Trouble(
          "the centre's certificate is not trusted: add its authority to trustedCertificates",
          true);
    }
    return isCausedBy(failure, CertificateException.class)
        ? new Trouble("the centre's certificate does not name its host", true)
        : noTls();
  }

  private static Trouble noTls() {
    return new Trouble("TLS with the centre fails; a centre without TLS needs tls=false", false);
  }

  private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
    Throwable each = failure;
    for (int i = 0; each != null && i < MOST_CAUSES; i++) {
      if (kind.isInstance(each)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }
}
