package org.vedette.client.http.wire;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.vedette.client.http.answer.Verdict;
import org.vedette.client.http.answer.Verdict.State;

/**
 * Puts into words why there was no answer. Words of exceptions are not repeated: some of them hold
 * the URL or what the provider sent.
 */
final class Trouble {
  private static final int MOST_CAUSES = 10;

  private Trouble() {}

  static Verdict of(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof HttpConnectTimeoutException) {
      return Verdict.unreachable("the provider takes no connection in time", State.DOWN);
    }
    if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
      return Verdict.unreachable("the provider did not answer in time", State.FAILED);
    }
    if (isCausedBy(cause, UnresolvedAddressException.class)
        || isCausedBy(cause, UnknownHostException.class)) {
      return Verdict.unreachable("the provider's host name is not known", State.DOWN);
    }
    if (cause instanceof ConnectException) {
      return Verdict.unreachable("the provider takes no connection", State.DOWN);
    }
    if (cause instanceof SSLException) {
      return tls(cause);
    }
    if (cause instanceof LimitedBody.TooLongException) {
      return Verdict.unreachable(
          "the provider's answer is longer than " + LimitedBody.MOST_OCTETS + " octets",
          State.FAILED);
    }
    return Verdict.unreachable(
        "the provider ended the connection, or its answer is not HTTP", State.FAILED);
  }

  private static Verdict tls(Throwable failure) {
    if (isCausedBy(failure, CertificateExpiredException.class)) {
      return Verdict.unreachable("the provider's certificate has expired", State.REFUSES_US);
    }
    if (isCausedBy(failure, java.security.cert.CertPathBuilderException.class)
        || isCausedBy(failure, java.security.cert.CertPathValidatorException.class)) {
      return Verdict.unreachable(
          "the provider's certificate is not trusted: add its authority to trustedCertificates",
          State.REFUSES_US);
    }
    if (isCausedBy(failure, java.security.cert.CertificateException.class)) {
      return Verdict.unreachable(
          "the provider's certificate does not name its host", State.REFUSES_US);
    }
    return Verdict.unreachable("TLS with the provider fails", State.DOWN);
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
