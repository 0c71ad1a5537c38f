package org.vedette.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a directory is, by asking a server once. What was not told is asked for again
 * after a while. Thread-safe; blocks only for the first.
 */
final class Profiles {
  /** What every Active Directory says it can do (MS-ADTS, section 3.1.1.3.4.3.1). */
  private static final String IS_ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

  private static final Duration TRUSTED = Duration.ofMinutes(10);
  private static final Duration DOUBTED = Duration.ofSeconds(30);
  private static final int MOST_DOMAINS = 500;
  private static final String[] ROOT =
      new String[] {
        "supportedControl",
        "supportedCapabilities",
        "supportedExtension",
        "namingContexts",
        "defaultNamingContext",
        "configurationNamingContext",
        "dsServiceName",
        "highestCommittedUSN",
        "vendorName"
      };

  private record Known(Profile profile, Instant until) {}

  private final ReadSettings settings;
  private final String base;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  Profiles(DirectorySettings settings, InstantSource clock) {
    this.settings = settings.reading();
    this.base = settings.baseDn();
    this.clock = clock;
  }

  /**
   * Returns what the directory is.
   *
   * @throws LDAPException when the connection broke
   */
  Profile of(LDAPConnection connection, Duration limit) throws LDAPException {
    Known now = known;
    if (now != null && clock.instant().isBefore(now.until())) {
      return now.profile();
    }
    Known asked = ask(connection, limit);
    known = asked;
    return asked.profile();
  }

  /** Returns what was last found. */
  Optional<Profile> last() {
    return Optional.ofNullable(known).map(Known::profile);
  }

  private Known ask(LDAPConnection connection, Duration limit) throws LDAPException {
    Optional<RootDSE> root = root(connection, limit);
    DirectoryKind kind =
        settings
            .kind()
            .orElseGet(
                () ->
                    root.map(Profiles::isActiveDirectory).orElse(false)
                        ? DirectoryKind.AD
                        : DirectoryKind.LDAP);
    Domains domains = Domains.of(base);
    boolean sure = root.isPresent();
    if (kind == DirectoryKind.AD) {
      Domains told = domains(connection, root, limit);
      sure &= !told.all().isEmpty();
      domains = told.all().isEmpty() ? domains : told;
    }
    return new Known(
        Profile.of(settings, kind, domains, root), clock.instant().plus(sure ? TRUSTED : DOUBTED));
  }

  private static boolean isActiveDirectory(RootDSE root) {
    String[] capabilities = root.getAttributeValues("supportedCapabilities");
    return capabilities != null && Arrays.asList(capabilities).contains(IS_ACTIVE_DIRECTORY);
  }

  private static Optional<RootDSE> root(LDAPConnection connection, Duration limit)
      throws LDAPException {
    SearchRequest request =
        request("", SearchScope.BASE, Filter.createPresenceFilter("objectClass"), limit, ROOT);
    return search(connection, request).stream().findFirst().map(RootDSE::new);
  }

  /** The directory's own list of its domains (MS-ADTS, section 6.1.1.2.1.1). */
  private static Domains domains(LDAPConnection connection, Optional<RootDSE> root, Duration limit)
      throws LDAPException {
    Optional<String> place =
        root.flatMap(it -> Optional.ofNullable(it.getAttributeValue("configurationNamingContext")));
    if (place.isEmpty()) {
      return new Domains(List.of());
    }
    Filter filter =
        Filter.createANDFilter(
            Filter.createEqualityFilter("objectClass", "crossRef"),
            Filter.createPresenceFilter("nETBIOSName"));
    List<Domains.Domain> all = new ArrayList<>();
    for (SearchResultEntry each :
        search(
            connection,
            request(
                "CN=Partitions," + place.get(),
                SearchScope.ONE,
                filter,
                limit,
                "nCName",
                "nETBIOSName",
                "dnsRoot"))) {
      String nc = each.getAttributeValue("nCName");
      String brief = each.getAttributeValue("nETBIOSName");
      String dns = each.getAttributeValue("dnsRoot");
      if (nc != null && brief != null && dns != null && DN.isValidDN(nc)) {
        all.add(new Domains.Domain(new DN(nc), brief, dns));
      }
    }
    return new Domains(all);
  }

  private static SearchRequest request(
      String base, SearchScope scope, Filter filter, Duration limit, String... attributes) {
    SearchRequest request =
        new SearchRequest(
            null, base, scope, DereferencePolicy.NEVER, MOST_DOMAINS, 0, false, filter, attributes);
    request.setResponseTimeoutMillis(limit.toMillis());
    return request;
  }

  /** What a server does not tell is not there; only a broken connection is trouble. */
  private static List<SearchResultEntry> search(LDAPConnection connection, SearchRequest request)
      throws LDAPException {
    try {
      List<SearchResultEntry> entries = new ArrayList<>();
      Duration limit = Duration.ofMillis(request.getResponseTimeoutMillis(connection));
      var bounds = new BoundedSearch.Bounds(limit, limit, MOST_DOMAINS);
      new BoundedSearch(connection, bounds, entries::add).run(request);
      return entries;
    } catch (LDAPException failure) {
      if (Causes.isTransport(failure)) {
        throw failure;
      }
      return List.of();
    }
  }
}
