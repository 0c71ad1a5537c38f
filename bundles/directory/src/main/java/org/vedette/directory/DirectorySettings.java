package org.vedette.directory;

import com.unboundid.ldap.sdk.SearchScope;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of one directory, valid as a whole.
 *
 * @param servers in the order of failover; at least one
 * @param startTls whether StartTLS is done on ldap:// servers
 * @param trusted certificates to trust; empty for those that Java trusts
 * @param allowClearText whether passwords may travel unencrypted
 * @param baseDn entry below which users are
 * @param service account that searches; empty for anonymous searches
 * @param userFilter finds the user's entry; empty: by every form of the name
 * @param userDn makes the user's DN without a search
 * @param scope how deep users are searched
 * @param stripDomain whether {@code DOMAIN\} is cut off
 * @param groupAttribute attribute that holds the DNs of groups; empty for none
 * @param attributes attributes to hand over
 * @param limits times and sizes
 * @param reading how entries are read
 * @param referrals whether it is gone on at other servers
 */
record DirectorySettings(
    List<ServerAddress> servers,
    boolean startTls,
    List<X509Certificate> trusted,
    boolean allowClearText,
    String baseDn,
    Optional<ServiceAccount> service,
    Optional<NameTemplate> userFilter,
    Optional<NameTemplate> userDn,
    SearchScope scope,
    boolean stripDomain,
    String groupAttribute,
    List<String> attributes,
    Limits limits,
    ReadSettings reading,
    ReferralSettings referrals) {

  /**
   * The account that searches.
   *
   * @param dn its name
   * @param password as set: normally a reference to a secret, resolved for each connection
   */
  record ServiceAccount(String dn, String password) {
    @Override
    public String toString() {
      return "ServiceAccount[" + dn + "]";
    }
  }

  /**
   * Times and sizes.
   *
   * @param connect limit for connecting
   * @param response limit for an answer
   * @param connections checks at once, and connections kept to each server
   * @param waiting checks that may wait
   */
  record Limits(Duration connect, Duration response, int connections, int waiting) {}

  /** Whether connections to {@code server} would carry passwords unencrypted without leave. */
  boolean refusesClearText(ServerAddress server) {
    return !server.tls() && !startTls && !allowClearText;
  }
}
