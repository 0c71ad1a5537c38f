package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Set;

/** Puts failures of the LDAP client into short words. */
final class Causes {
  private static final int MAX_LENGTH = 200;

  /** Results that say nothing about the question asked: the connection is of no more use. */
  private static final Set<ResultCode> TRANSPORT =
      Set.of(
          ResultCode.SERVER_DOWN,
          ResultCode.TIMEOUT,
          ResultCode.CONNECT_ERROR,
          ResultCode.LOCAL_ERROR,
          ResultCode.DECODING_ERROR,
          ResultCode.ENCODING_ERROR);

  private Causes() {}

  /** Whether the connection broke, rather than the server having answered. */
  static boolean isTransport(LDAPException failure) {
    return TRANSPORT.contains(failure.getResultCode());
  }

  /** Returns the cause in a few words, on one line. */
  static String of(LDAPException failure) {
    if (failure instanceof ConnectFailure known) {
      return known.why();
    }
    String text = String.valueOf(failure.getMessage());
    if (text.contains("UnknownHostException") || text.contains("unable to resolve")) {
      return "the host name has no address";
    }
    if (text.contains("Connection refused")) {
      return "connection refused";
    }
    if (text.contains("No route to host") || text.contains("Network is unreachable")) {
      return "no route to the host";
    }
    if (isTimeout(failure)) {
      return "no answer in time";
    }
    if (failure.getResultCode().equals(ResultCode.DECODING_ERROR)) {
      return shorten(text);
    }
    if (failure.getResultCode().equals(ResultCode.SERVER_DOWN)) {
      return "the server closed the connection";
    }
    return answer(failure);
  }

  /** Returns result code and text of a server's answer. */
  static String answer(LDAPException failure) {
    ResultCode code = failure.getResultCode();
    String said = failure.getDiagnosticMessage();
    String text = said == null || said.isBlank() ? String.valueOf(failure.getMessage()) : said;
    return shorten("result " + code.intValue() + " " + code.getName() + ": " + text);
  }

  /** Whether the failure is a time limit that ran out. */
  static boolean isTimeout(LDAPException failure) {
    String text = String.valueOf(failure.getMessage());
    return failure.getResultCode().equals(ResultCode.TIMEOUT)
        || text.contains("SocketTimeoutException")
        || text.contains("Read timed out")
        || text.contains("within the specified timeout")
        || text.contains("timed out");
  }

  private static String shorten(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
