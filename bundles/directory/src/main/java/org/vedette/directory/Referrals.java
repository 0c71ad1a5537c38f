package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.api.secret.SecretVault;

/**
 * Where a directory refers to (RFC 4511, sections 4.1.10 and 4.5.3), and the way there: to hosts
 * that the settings know alone, protected as the directory's own servers are, signed in as the same
 * account. Thread-safe.
 */
final class Referrals {
  /** From one server to the next, and from there to another: so often and no further. */
  static final int MOST_HOPS = 5;

  private static final Pattern NOBODY =
      Pattern.compile("/(DC=(Forest|Domain)DnsZones|CN=Configuration),", Pattern.CASE_INSENSITIVE);

  private static final int LDAP_PORT = 389;
  private static final int LDAPS_PORT = 636;

  /**
   * A place on another server.
   *
   * @param server where it is
   * @param base entry to go on at; empty: the one that was asked for
   * @param scope how deep; empty: as was asked for
   */
  record Target(ServerAddress server, Optional<String> base, Optional<SearchScope> scope) {}

  private final DirectorySettings settings;
  private final SecretVault vault;

  Referrals(DirectorySettings settings, SecretVault vault) {
    this.settings = settings;
    this.vault = vault;
  }

  /** Whether references are followed; those to hosts that are not known are a failure then. */
  boolean follow() {
    return settings.referrals().follow();
  }

  /**
   * Partitions of Active Directory without people; every search of a whole domain refers to them.
   */
  static boolean leadsToNobody(String url) {
    return NOBODY.matcher(url).find();
  }

  /** Returns where a URL leads; empty when nobody goes there. */
  Optional<Target> target(String url) {
    try {
      LDAPURL to = new LDAPURL(url);
      if (!follow()
          || to.getHost() == null
          || leadsToNobody(url)
          || !settings.referrals().knows(to.getHost(), settings.servers())) {
        return Optional.empty();
      }
      return server(to)
          .filter(it -> !settings.refusesClearText(it))
          .map(
              server ->
                  new Target(
                      server,
                      to.baseDNProvided()
                          ? Optional.of(to.getBaseDN().toString())
                          : Optional.empty(),
                      to.scopeProvided() ? Optional.of(to.getScope()) : Optional.empty()));
    } catch (LDAPException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Servers refer to {@code ldap://} also where they are reached by {@code ldaps://}: what our
   * servers are protected by protects the way there too.
   */
  private Optional<ServerAddress> server(LDAPURL to) {
    boolean tls = to.getScheme().equalsIgnoreCase("ldaps");
    if (!tls && !to.getScheme().equalsIgnoreCase("ldap")) {
      return Optional.empty();
    }
    boolean raise = !tls && settings.servers().stream().allMatch(ServerAddress::tls);
    int port = to.portProvided() ? to.getPort() : tls ? LDAPS_PORT : LDAP_PORT;
    return Optional.of(
        new ServerAddress(
            tls || raise, to.getHost(), raise && port == LDAP_PORT ? LDAPS_PORT : port));
  }

  /** Opens a connection, signed in as the account that searches. */
  LDAPConnection openToRead(ServerAddress server) throws ConnectFailure {
    return new Connector(settings, server, vault).connectToRead();
  }

  /** Opens a connection on which nobody has signed in. */
  LDAPConnection open(ServerAddress server) throws ConnectFailure {
    Connector connector = new Connector(settings, server, vault);
    return connector.connect(connector.attempt());
  }
}
