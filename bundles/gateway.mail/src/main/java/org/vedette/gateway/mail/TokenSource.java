package org.vedette.gateway.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.vedette.api.net.TrustAnchors;
import org.vedette.api.secret.SecretVault;
import org.vedette.gateway.mail.MailSettings.OAuth;

/**
 * Fetches access tokens with the client credentials (RFC 6749 section 4.4) and keeps one until
 * shortly before it expires. Thread-safe: one fetches, the others wait for it.
 */
final class TokenSource {
  private static final int MOST_OCTETS = 64 * 1024;
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /** RFC 6749 section 5.1: where the server does not say how long, it is taken for short. */
  private static final Duration UNSAID = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofHours(24);

  /** RFC 6750 section 2.1: b64token, in which JSON may escape nothing but the slash. */
  private static final Pattern TOKEN =
      Pattern.compile("\"access_token\"\\s*:\\s*\"((?:[A-Za-z0-9._~+/-]|\\\\/){1,16000}=*)\"");

  private static final Pattern EXPIRES =
      Pattern.compile("\"expires_in\"\\s*:\\s*\"?([0-9]{1,9})\"?");

  /** RFC 6749 section 5.2. */
  private static final Pattern ERROR =
      Pattern.compile("\"error\"\\s*:\\s*\"([\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100})\"");

  private record Token(String text, Instant until) {
    @Override
    public String toString() {
      return "Token[until " + until + "]";
    }
  }

  private final OAuth oauth;
  private final MailSettings.Limits limits;
  private final SecretVault vault;
  private final InstantSource clock;
  private final SSLSocketFactory sockets;
  private Optional<Token> kept = Optional.empty();

  TokenSource(OAuth oauth, MailSettings.Limits limits, SecretVault vault, InstantSource clock) {
    this.oauth = oauth;
    this.limits = limits;
    this.vault = vault;
    this.clock = clock;
    this.sockets = sockets(oauth);
  }

  private static SSLSocketFactory sockets(OAuth oauth) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {TrustAnchors.judge(oauth.trusted())}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no TLS", broken);
    }
  }

  /** Returns a token that is good for a minute at least, if the server is right. */
  synchronized String token(Guard guard) throws Trouble {
    Optional<Token> good = kept.filter(each -> clock.instant().isBefore(each.until()));
    if (good.isPresent()) {
      return good.get().text();
    }
    Token fetched = fetch(guard);
    kept = Optional.of(fetched);
    return fetched.text();
  }

  /** Forgets the token; false when there was none. */
  synchronized boolean forget() {
    boolean had = kept.isPresent();
    kept = Optional.empty();
    return had;
  }

  private Token fetch(Guard guard) throws Trouble {
    String secret = Credentials.resolve(vault, "oauthClientSecret", oauth.clientSecret());
    try {
      HttpURLConnection call =
          (HttpURLConnection) URI.create(oauth.tokenUrl()).toURL().openConnection();
      guard.watches(call::disconnect);
      try {
        return ask(call, secret);
      } finally {
        call.disconnect();
        guard.rest();
      }
    } catch (IOException broken) {
      throw new Trouble(
          Trouble.Kind.DOWN,
          Step.SIGN_IN,
          "the token URL cannot be asked: " + Failures.words(broken),
          broken);
    }
  }

  private Token ask(HttpURLConnection call, String secret) throws IOException, Trouble {
    if (call instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(sockets);
    }
    call.setConnectTimeout((int) limits.connect().toMillis());
    call.setReadTimeout((int) limits.response().toMillis());
    call.setInstanceFollowRedirects(false);
    call.setUseCaches(false);
    call.setRequestMethod("POST");
    call.setDoOutput(true);
    call.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
    call.setRequestProperty("Accept", "application/json");
    // RFC 6749 section 2.3.1: both are encoded like a form first.
    String pair = form(oauth.clientId()) + ":" + form(secret);
    call.setRequestProperty(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    String scope = oauth.scope().isEmpty() ? "" : "&scope=" + form(oauth.scope());
    byte[] body = ("grant_type=client_credentials" + scope).getBytes(StandardCharsets.UTF_8);
    call.getOutputStream().write(body);
    int status = call.getResponseCode();
    return read(status, text(call, status));
  }

  private static String text(HttpURLConnection call, int status) throws IOException {
    try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
      return in == null ? "" : new String(in.readNBytes(MOST_OCTETS), StandardCharsets.UTF_8);
    }
  }

  private Token read(int status, String text) throws Trouble {
    Matcher token = TOKEN.matcher(text);
    if (status == 200 && token.find()) {
      Matcher expires = EXPIRES.matcher(text);
      Duration life =
          expires.find() ? Duration.ofSeconds(Long.parseLong(expires.group(1))) : UNSAID;
      Duration bounded = life.compareTo(LONGEST) > 0 ? LONGEST : life;
      return new Token(
          token.group(1).replace("\\/", "/"), clock.instant().plus(bounded).minus(MARGIN));
    }
    Matcher error = ERROR.matcher(text);
    String said = error.find() ? status + " " + error.group(1) : String.valueOf(status);
    // RFC 6749 section 5.2: 400 and 401 are about what was shown; all else may pass.
    boolean ours = status == 400 || status == 401;
    throw new Trouble(
        ours ? Trouble.Kind.MISSET : Trouble.Kind.DOWN,
        Step.SIGN_IN,
        "the token URL gives no token: " + said);
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
