package org.vedette.gateway.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.net.Certificates;
import org.vedette.gateway.mail.MailSettings.Limits;
import org.vedette.gateway.mail.MailSettings.Login;
import org.vedette.gateway.mail.MailSettings.OAuth;
import org.vedette.gateway.mail.MailSettings.Security;
import org.vedette.gateway.mail.MailSettings.Sender;

/** Reads configuration properties into {@link MailSettings} and says all that is wrong. */
final class SettingsReader {
  private static final int MAX_NAME = 100;
  private static final int MAX_TEXT = 1000;

  /** IPv6 in any of its spellings; whoever connects judges further. */
  private static final Pattern IP =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  record Reading(Optional<MailSettings> settings, List<SettingText.Problem> problems) {}

  private final SettingText given;

  private SettingsReader(SettingText given) {
    this.given = given;
  }

  /** Reads the properties; defaults are expected to be among them. */
  static Reading read(Map<String, ?> properties) {
    return new SettingsReader(new SettingText(properties)).read();
  }

  private Reading read() {
    String host = host();
    int port = given.number("port", 1, 65_535);
    Security security = security();
    List<X509Certificate> trusted = certificates("trustedCertificates");
    Optional<Login> login = login(security);
    Optional<Mailbox> from = mailbox("from");
    String name = line("fromName", MAX_NAME);
    Optional<Mailbox> replyTo =
        given.text("replyTo").isEmpty() ? Optional.empty() : mailbox("replyTo");
    String heloName = heloName();
    Limits limits = limits();
    if (!given.problems().isEmpty() || from.isEmpty()) {
      return new Reading(Optional.empty(), given.problems());
    }
    Sender sender = new Sender(from.get(), name, replyTo);
    return new Reading(
        Optional.of(
            new MailSettings(host, port, security, trusted, login, sender, heloName, limits)),
        List.of());
  }

  private Limits limits() {
    return new Limits(
        Duration.ofMillis(given.number("connectTimeoutMillis", 100, 30_000)),
        Duration.ofMillis(given.number("responseTimeoutMillis", 100, 60_000)),
        Duration.ofMillis(given.number("sendTimeoutMillis", 500, 120_000)),
        given.number("connections", 1, 16),
        Duration.ofSeconds(given.number("idleSeconds", 0, 300)),
        given.number("maxWaiting", 1, 10_000));
  }

  private String host() {
    String host = given.text("host");
    if (IP.matcher(host).matches()) {
      return host;
    }
    Optional<String> name = Mailbox.domain(host);
    if (name.isEmpty()) {
      given.bad("host", "must be the name or the address of a mail server, without a port");
    }
    return name.orElse("");
  }

  private Security security() {
    return switch (given.text("security").toLowerCase(Locale.ROOT)) {
      case "starttls" -> Security.STARTTLS;
      case "tls" -> Security.TLS;
      case "none" -> Security.NONE;
      default -> {
        given.bad("security", "must be starttls, tls or none");
        yield Security.STARTTLS;
      }
    };
  }

  private List<X509Certificate> certificates(String key) {
    try {
      return Certificates.read(given.text(key));
    } catch (CertificateException | IllegalArgumentException unreadable) {
      given.bad(key, "is no PEM text of certificates: " + unreadable.getMessage());
      return List.of();
    }
  }

  private Optional<Login> login(Security security) {
    String user = line("user", MAX_TEXT);
    String password = given.text("password");
    Optional<OAuth> oauth = oauth();
    if (user.isEmpty()) {
      if (!password.isEmpty() || oauth.isPresent()) {
        given.bad("user", "must be given with password or OAuth");
      }
      return Optional.empty();
    }
    if (security == Security.NONE) {
      given.bad("security", "must be starttls or tls with a user: passwords are not sent in clear");
    }
    if (password.isEmpty() == oauth.isEmpty()) {
      given.bad("password", "or oauthTokenUrl must be given with a user, and not both");
    }
    return Optional.of(new Login(user, password, oauth));
  }

  private Optional<OAuth> oauth() {
    String url = given.text("oauthTokenUrl");
    String id = line("oauthClientId", MAX_TEXT);
    String secret = given.text("oauthClientSecret");
    String scope = line("oauthScope", MAX_TEXT);
    List<X509Certificate> trusted = certificates("oauthTrustedCertificates");
    if (url.isEmpty()) {
      if (!id.isEmpty() || !secret.isEmpty() || !scope.isEmpty()) {
        given.bad("oauthTokenUrl", "must be given with the other settings of OAuth");
      }
      return Optional.empty();
    }
    if (!isHttps(url)) {
      given.bad("oauthTokenUrl", "must be a URL that begins with https://");
    }
    if (id.isEmpty() || secret.isEmpty()) {
      given.bad("oauthClientSecret", "and oauthClientId must be given with oauthTokenUrl");
    }
    return Optional.of(new OAuth(url, id, secret, scope, trusted));
  }

  private static boolean isHttps(String url) {
    try {
      URI uri = new URI(url);
      return "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException none) {
      return false;
    }
  }

  /** Addresses of this side are ASCII: not every server takes others. */
  private Optional<Mailbox> mailbox(String key) {
    Optional<Mailbox> found = Mailbox.read(given.text(key)).filter(each -> !each.needsUtf8());
    if (found.isEmpty()) {
      given.bad(key, "must be a mail address in ASCII, like login@corp.example");
    }
    return found;
  }

  private String line(String key, int most) {
    String text = given.text(key);
    if (text.length() > most || text.codePoints().anyMatch(Character::isISOControl)) {
      given.bad(key, "must be one line of at most " + most + " characters");
    }
    return text;
  }

  private String heloName() {
    String name = given.text("heloName");
    if (!name.isEmpty() && Mailbox.domain(name).isEmpty()) {
      given.bad("heloName", "must be a full name like vedette.corp.example, or empty");
    }
    return Mailbox.domain(name).orElse("");
  }
}
