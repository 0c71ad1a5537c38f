package org.vedette.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.net.Certificates;
import org.vedette.directory.DirectorySettings.Limits;
import org.vedette.directory.DirectorySettings.ServiceAccount;

/** Reads configuration properties into {@link DirectorySettings} and says all that is wrong. */
final class SettingsReader {
  private static final int MAX_SERVERS = 8;
  private static final int MAX_ATTRIBUTES = 32;
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,99}");
  private static final int MAX_HOSTS = 32;
  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?");

  private static final LoginName SAMPLE = new LoginName("sample", "sample");

  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  record Reading(Optional<DirectorySettings> settings, List<SettingText.Problem> problems) {}

  private final SettingText given;

  private SettingsReader(SettingText given) {
    this.given = given;
  }

  /** Reads the properties; defaults are expected to be among them. */
  static Reading read(Map<String, ?> properties) {
    return new SettingsReader(new SettingText(properties)).read();
  }

  private Reading read() {
    DirectorySettings settings =
        new DirectorySettings(
            servers(),
            given.flag("startTls"),
            trusted(),
            given.flag("allowClearText"),
            base(),
            service(),
            filter(),
            userDn(),
            scope(),
            given.flag("stripDomain"),
            attribute("groupAttribute"),
            attributes(),
            new Limits(
                millis("connectTimeoutMillis"),
                millis("responseTimeoutMillis"),
                given.number("maxConnections", 1, 128),
                given.number("maxWaiting", 1, 100_000)),
            reading(),
            referrals());
    return new Reading(
        given.problems().isEmpty() ? Optional.of(settings) : Optional.empty(), given.problems());
  }

  private List<ServerAddress> servers() {
    List<ServerAddress> found = new ArrayList<>();
    for (String each : given.list("servers")) {
      ServerAddress.parse(each)
          .ifPresentOrElse(
              found::add,
              () ->
                  given.bad("servers", "is no address like ldaps://dc1.corp.example:636: " + each));
    }
    if (given.list("servers").isEmpty() || found.size() > MAX_SERVERS) {
      given.bad("servers", "must name 1 to " + MAX_SERVERS + " servers");
    }
    return List.copyOf(found);
  }

  private List<X509Certificate> trusted() {
    try {
      return Certificates.read(given.text("trustedCertificates"));
    } catch (CertificateException | IllegalArgumentException unreadable) {
      given.bad(
          "trustedCertificates", "is no PEM text of certificates: " + unreadable.getMessage());
      return List.of();
    }
  }

  private String base() {
    String base = given.text("baseDn");
    if (base.isEmpty() || !DN.isValidDN(base)) {
      given.bad("baseDn", "must be a DN like dc=corp,dc=example");
    }
    return base;
  }

  private Optional<ServiceAccount> service() {
    String dn = given.text("bindDn");
    String password = given.text("bindPassword");
    if (dn.isEmpty() != password.isEmpty()) {
      // RFC 4513, section 5.1.2: a name without a password is an unauthenticated bind.
      given.bad(
          "bindPassword", "and bindDn must both be set, or both be empty for anonymous searches");
      return Optional.empty();
    }
    return dn.isEmpty() ? Optional.empty() : Optional.of(new ServiceAccount(dn, password));
  }

  private ReadSettings reading() {
    Map<DirectoryEntry.Kind, Filter> filters = new EnumMap<>(DirectoryEntry.Kind.class);
    entries("usersFilter").ifPresent(filter -> filters.put(DirectoryEntry.Kind.USER, filter));
    entries("groupsFilter").ifPresent(filter -> filters.put(DirectoryEntry.Kind.GROUP, filter));
    entries("containersFilter")
        .ifPresent(filter -> filters.put(DirectoryEntry.Kind.CONTAINER, filter));
    AttributeMap map =
        AttributeMap.parse(
            given.list("attributeMap"),
            (item, what) -> given.bad("attributeMap", "has an item that " + what + ": " + item));
    return new ReadSettings(
        kind(), map, given.list("attributes"), filters, given.number("pageSize", 10, 1000));
  }

  private ReferralSettings referrals() {
    String text = given.text("referrals").toLowerCase(Locale.ROOT);
    if (!text.equals("off") && !text.equals("follow")) {
      given.bad("referrals", "must be off or follow");
    }
    List<String> hosts =
        given.list("referralHosts").stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    if (hosts.size() > MAX_HOSTS || !hosts.stream().allMatch(it -> HOST.matcher(it).matches())) {
      given.bad(
          "referralHosts",
          "must be at most " + MAX_HOSTS + " names like dc2.corp.example, or *.corp.example");
    }
    return new ReferralSettings(text.equals("follow"), hosts);
  }

  private Optional<DirectoryKind> kind() {
    return switch (given.text("kind").toLowerCase(Locale.ROOT)) {
      case "ad" -> Optional.of(DirectoryKind.AD);
      case "ldap" -> Optional.of(DirectoryKind.LDAP);
      case "auto" -> Optional.empty();
      default -> {
        given.bad("kind", "must be auto, ad or ldap");
        yield Optional.empty();
      }
    };
  }

  private Optional<Filter> entries(String key) {
    String text = given.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Filter.create(text));
    } catch (LDAPException malformed) {
      given.bad(key, "is no filter: " + malformed.getMessage());
      return Optional.empty();
    }
  }

  private Optional<NameTemplate> filter() {
    String text = given.text("userFilter");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    NameTemplate template = new NameTemplate(text);
    if (template.hasVariable()) {
      try {
        Filter.create(template.render(SAMPLE, LdapText::filterValue));
        return Optional.of(template);
      } catch (LDAPException malformed) {
        given.bad("userFilter", "is no filter: " + malformed.getMessage());
        return Optional.of(template);
      }
    }
    given.bad(
        "userFilter",
        "must hold {name} or {short}, for instance (uid={name}), or be empty: every form of a name");
    return Optional.of(template);
  }

  private Optional<NameTemplate> userDn() {
    String typed = given.text("userDnTemplate");
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    NameTemplate template = new NameTemplate(typed);
    if (!template.hasVariable() || !DN.isValidDN(template.render(SAMPLE, LdapText::dnValue))) {
      given.bad(
          "userDnTemplate", "must be a DN with {name} or {short}: uid={name},ou=people,dc=example");
    }
    return Optional.of(template);
  }

  private SearchScope scope() {
    return switch (given.text("scope").toLowerCase(Locale.ROOT)) {
      case "sub" -> SearchScope.SUB;
      case "one" -> SearchScope.ONE;
      default -> {
        given.bad("scope", "must be sub or one");
        yield SearchScope.SUB;
      }
    };
  }

  private String attribute(String key) {
    String name = given.text(key);
    if (!name.isEmpty() && !ATTRIBUTE.matcher(name).matches()) {
      given.bad(key, "must be the name of an attribute, like memberOf");
    }
    return name;
  }

  private List<String> attributes() {
    List<String> names = given.list("attributes");
    if (names.size() > MAX_ATTRIBUTES
        || !names.stream().allMatch(name -> ATTRIBUTE.matcher(name).matches())) {
      given.bad("attributes", "must be at most " + MAX_ATTRIBUTES + " names like mail, department");
    }
    return names;
  }

  private Duration millis(String key) {
    return Duration.ofMillis(given.number(key, 100, 30_000));
  }
}
