package org.vedette.gateway.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Finds out what follows from a failure, and says it in words. */
final class Failures {
  static final String LATE = "no answer in time";

  /** What a server says of a token that it does not take (the last round of XOAUTH2). */
  private static final Pattern CHALLENGE = Pattern.compile("334 ([A-Za-z0-9+/]+=*)\\s*");

  private Failures() {}

  /** A connection did not come about. */
  static Trouble connecting(
      Step step,
      Exception failure,
      TlsAttempt tls,
      Dialogue dialogue,
      Guard guard,
      MailSettings settings) {
    if (tls.rejection().isPresent()) {
      return new Trouble(Trouble.Kind.MISSET, Step.TLS, tls.rejection().get(), failure);
    }
    if (guard.over()) {
      // Most of its time may have gone in the queue: that alone does not make a server down.
      return new Trouble(Trouble.Kind.LOST, step, LATE + " at " + step, failure);
    }
    if (isTimeout(failure)) {
      return new Trouble(Trouble.Kind.DOWN, step, LATE + " at " + step, failure);
    }
    if (cause(failure, SSLException.class) != null) {
      String why =
          "the TLS handshake failed; does port " + settings.port() + " speak TLS that way?";
      return new Trouble(Trouble.Kind.MISSET, Step.TLS, why, failure);
    }
    boolean noTls =
        step == Step.HELLO
            && dialogue.getLastReturnCode() == 250
            && settings.security() == MailSettings.Security.STARTTLS
            && !dialogue.supportsExtension("STARTTLS");
    if (noTls) {
      String why = "the server offers no STARTTLS: nothing is sent in clear";
      return new Trouble(Trouble.Kind.MISSET, Step.TLS, why, failure);
    }
    return new Trouble(Trouble.Kind.DOWN, step, said(dialogue, failure) + " at " + step, failure);
  }

  /** Nobody could sign in. */
  static Trouble signIn(AuthenticationFailedException failure, Dialogue dialogue, boolean again) {
    int code = dialogue.getLastReturnCode();
    String said = String.valueOf(failure.getMessage());
    if (code >= 400 && code < 500 || cause(failure, IOException.class) != null) {
      // RFC 4954 section 6: 454 is a passing trouble of the server.
      return new Trouble(
          Trouble.Kind.DOWN, Step.SIGN_IN, said(dialogue, failure) + " at AUTH", failure);
    }
    String why = "the server does not let the user sign in: " + Words.of(challenge(said));
    return new Trouble(Trouble.Kind.MISSET, Step.SIGN_IN, again ? why + " (twice)" : why, failure);
  }

  /** A mail did not go over an open connection. */
  static Trouble sending(MessagingException failure, Dialogue dialogue, Guard guard) {
    Step step = dialogue.step();
    int code = dialogue.getLastReturnCode();
    if (guard.over() || isTimeout(failure)) {
      return new Trouble(Trouble.Kind.LOST, step, LATE + " at " + step, failure);
    }
    String why = said(dialogue, failure) + " at " + step;
    // RFC 5321 section 4.2.1: the first digit decides; 421 also ends the connection.
    if (code >= 400 && code < 500 && code != 421) {
      return new Trouble(Trouble.Kind.LATER, step, why, failure);
    }
    if (code >= 500 && code < 600) {
      Trouble.Kind kind = step == Step.FROM ? Trouble.Kind.SENDER : Trouble.Kind.REFUSED;
      return new Trouble(kind, step, why, failure);
    }
    return new Trouble(Trouble.Kind.LOST, step, why, failure);
  }

  private static String said(Dialogue dialogue, Exception failure) {
    IOException broken = cause(failure, IOException.class);
    if (broken != null) {
      return words(broken);
    }
    int code = dialogue.getLastReturnCode();
    String answer = dialogue.getLastServerResponse();
    if (code == -1 && "[EOF]".equals(answer)) {
      return "the server closed the connection";
    }
    return code < 200 || code > 599
        ? "the server says what no mail server says"
        : "the server answered " + Words.of(answer);
  }

  /** Says what broke a connection. */
  static String words(IOException broken) {
    if (broken instanceof BoundedSocket.TooMuchException) {
      return String.valueOf(broken.getMessage());
    }
    if (isTimeout(broken)) {
      return LATE;
    }
    if (broken instanceof NoRouteToHostException) {
      return "no route to the host";
    }
    return broken instanceof ConnectException ? "connection refused" : "the connection broke";
  }

  private static boolean isTimeout(Exception failure) {
    return cause(failure, SocketTimeoutException.class) != null;
  }

  private static <T> @Nullable T cause(Exception failure, Class<T> kind) {
    Throwable each = failure;
    for (int depth = 0; each != null && depth < 10; depth++) {
      if (kind.isInstance(each)) {
        return kind.cast(each);
      }
      each = each.getCause();
    }
    return null;
  }

  /** The words of a server about a token are hidden in a challenge. */
  private static String challenge(String said) {
    Matcher hidden = CHALLENGE.matcher(said);
    try {
      return hidden.matches()
          ? new String(Base64.getDecoder().decode(hidden.group(1)), StandardCharsets.UTF_8)
          : said;
    } catch (IllegalArgumentException plain) {
      return said;
    }
  }
}
