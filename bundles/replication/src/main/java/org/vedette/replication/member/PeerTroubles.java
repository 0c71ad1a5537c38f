package org.vedette.replication.member;

import org.apache.ratis.thirdparty.io.grpc.Status;

/** What to tell an operator of a server that could not be asked. */
final class PeerTroubles {
  private PeerTroubles() {}

  static String text(Throwable failure) {
    return switch (Status.fromThrowable(failure).getCode()) {
      case UNAVAILABLE -> certificate(failure) ? BAD_CERTIFICATE : "it does not answer";
      case DEADLINE_EXCEEDED, CANCELLED -> "it does not answer";
      case PERMISSION_DENIED -> REMOVED;
      case UNIMPLEMENTED -> "it runs an older version that cannot be asked this";
      default -> "it cannot answer: see its log";
    };
  }

  /** This server is not let in there. */
  static final String REMOVED = "it does not let this server in: it was removed there";

  private static final String BAD_CERTIFICATE = "its certificate is not one of this cluster";

  /** Whether the failure is one of TLS. */
  private static boolean certificate(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof java.security.cert.CertificateException
          || cause instanceof javax.net.ssl.SSLHandshakeException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
