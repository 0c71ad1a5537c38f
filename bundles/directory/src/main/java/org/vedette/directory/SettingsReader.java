package org.vedette.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vedette.directory.DirectorySettings.Limits;
import org.vedette.directory.DirectorySettings.ServiceAccount;

/** Reads configuration properties into {@link DirectorySettings} and says all that is wrong. */
final class SettingsReader {
  private static final int MAX_SERVERS = 8;
  private static final int MAX_ATTRIBUTES = 32;
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,99}");
  private static final LoginName SAMPLE = new LoginName("sample", "sample");

  /**
   * Something wrong.
   *
   * @param key the setting
   * @param text what is wrong, with limit or example
   */
  record Problem(String key, String text) {}

  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  record Reading(Optional<DirectorySettings> settings, List<Problem> problems) {}

  private final Map<String, ?> properties;
  private final List<Problem> problems = new ArrayList<>();

  private SettingsReader(Map<String, ?> properties) {
    this.properties = properties;
  }

  /** Reads the properties; defaults are expected to be among them. */
  static Reading read(Map<String, ?> properties) {
    return new SettingsReader(properties).read();
  }

  private Reading read() {
    DirectorySettings settings =
        new DirectorySettings(
            servers(),
            flag("startTls"),
            trusted(),
            flag("allowClearText"),
            base(),
            service(),
            filter(),
            userDn(),
            scope(),
            flag("stripDomain"),
            attribute("groupAttribute"),
            attributes(),
            new Limits(
                millis("connectTimeoutMillis"),
                millis("responseTimeoutMillis"),
                number("maxConnections", 1, 128),
                number("maxWaiting", 1, 100_000)));
    return new Reading(
        problems.isEmpty() ? Optional.of(settings) : Optional.empty(), List.copyOf(problems));
  }

  private List<ServerAddress> servers() {
    List<ServerAddress> found = new ArrayList<>();
    for (String each : list("servers")) {
      ServerAddress.parse(each)
          .ifPresentOrElse(
              found::add,
              () -> bad("servers", "is no address like ldaps://dc1.corp.example:636: " + each));
    }
    if (list("servers").isEmpty() || found.size() > MAX_SERVERS) {
      bad("servers", "must name 1 to " + MAX_SERVERS + " servers");
    }
    return List.copyOf(found);
  }

  private List<X509Certificate> trusted() {
    try {
      return Certificates.read(text("trustedCertificates"));
    } catch (CertificateException | IllegalArgumentException unreadable) {
      bad("trustedCertificates", "is no PEM text of certificates: " + unreadable.getMessage());
      return List.of();
    }
  }

  private String base() {
    String base = text("baseDn");
    if (base.isEmpty() || !DN.isValidDN(base)) {
      bad("baseDn", "must be a DN like dc=corp,dc=example");
    }
    return base;
  }

  private Optional<ServiceAccount> service() {
    String dn = text("bindDn");
    String password = text("bindPassword");
    if (dn.isEmpty() != password.isEmpty()) {
      // RFC 4513, section 5.1.2: a name without a password is an unauthenticated bind.
      bad("bindPassword", "and bindDn must both be set, or both be empty for anonymous searches");
      return Optional.empty();
    }
    return dn.isEmpty() ? Optional.empty() : Optional.of(new ServiceAccount(dn, password));
  }

  private NameTemplate filter() {
    NameTemplate template = new NameTemplate(text("userFilter"));
    if (template.hasVariable()) {
      try {
        Filter.create(template.render(SAMPLE, LdapText::filterValue));
        return template;
      } catch (LDAPException malformed) {
        bad("userFilter", "is no filter: " + malformed.getMessage());
        return template;
      }
    }
    bad("userFilter", "must hold {name} or {short}, for instance (uid={name})");
    return template;
  }

  private Optional<NameTemplate> userDn() {
    String text = text("userDnTemplate");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    NameTemplate template = new NameTemplate(text);
    if (!template.hasVariable() || !DN.isValidDN(template.render(SAMPLE, LdapText::dnValue))) {
      bad("userDnTemplate", "must be a DN with {name} or {short}: uid={name},ou=people,dc=example");
    }
    return Optional.of(template);
  }

  private SearchScope scope() {
    return switch (text("scope").toLowerCase(Locale.ROOT)) {
      case "sub" -> SearchScope.SUB;
      case "one" -> SearchScope.ONE;
      default -> {
        bad("scope", "must be sub or one");
        yield SearchScope.SUB;
      }
    };
  }

  private String attribute(String key) {
    String name = text(key);
    if (!name.isEmpty() && !ATTRIBUTE.matcher(name).matches()) {
      bad(key, "must be the name of an attribute, like memberOf");
    }
    return name;
  }

  private List<String> attributes() {
    List<String> names = list("attributes");
    if (names.size() > MAX_ATTRIBUTES
        || !names.stream().allMatch(name -> ATTRIBUTE.matcher(name).matches())) {
      bad("attributes", "must be at most " + MAX_ATTRIBUTES + " names like mail, department");
    }
    return names;
  }

  private Duration millis(String key) {
    return Duration.ofMillis(number(key, 100, 30_000));
  }

  private int number(String key, int least, int most) {
    try {
      int value = Integer.parseInt(text(key));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, like a number out of range.
    }
    bad(key, "must be a number from " + least + " to " + most);
    return least;
  }

  private boolean flag(String key) {
    String value = text(key).toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      bad(key, "must be true or false");
    }
    return value.equals("true");
  }

  private String text(String key) {
    Object value = properties.get(key);
    return value == null ? "" : value.toString().strip();
  }

  private List<String> list(String key) {
    Object value = properties.get(key);
    Stream<?> items =
        value instanceof Object[] array
            ? Arrays.stream(array)
            : value instanceof Collection<?> many ? many.stream() : Stream.of(text(key));
    return items
        .flatMap(item -> Arrays.stream(item.toString().split(",", -1)))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private void bad(String key, String text) {
    problems.add(new Problem(key, text));
  }
}
