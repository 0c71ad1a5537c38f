package org.vedette.itests.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import org.vedette.itests.real.Slapd;

/** What one operation of an LDAP client is, over a connection that it keeps. */
@FunctionalInterface
interface LdapPlan {
  /**
   * Does it.
   *
   * @param name account of the person whose turn it is
   * @return whether it ended as it had to
   * @throws LDAPException it did not
   */
  boolean run(LDAPConnection connection, String name) throws LDAPException;

  /** Binds as the program. */
  static LdapPlan program() {
    return (connection, name) -> {
      connection.bind(Slapd.SERVICE_DN, Slapd.SERVICE_PASSWORD);
      return true;
    };
  }

  /** Binds as the person. */
  static LdapPlan bind() {
    return (connection, name) -> {
      connection.bind(dn(name), BenchSite.PASSWORD);
      return true;
    };
  }

  /** Searches for the person, as the program that has bound before. */
  static LdapPlan search() {
    return (connection, name) -> find(connection, name).equals(dn(name));
  }

  /** Binds as the program, searches for the person, binds as the person: what httpd does. */
  static LdapPlan signIn() {
    return (connection, name) -> {
      connection.bind(Slapd.SERVICE_DN, Slapd.SERVICE_PASSWORD);
      connection.bind(find(connection, name), BenchSite.PASSWORD);
      return true;
    };
  }

  private static String find(LDAPConnection connection, String name) throws LDAPException {
    SearchResult found =
        connection.search(Slapd.PEOPLE, SearchScope.SUB, "(uid=" + name + ")", "cn", "mail");
    return found.getEntryCount() == 1 ? found.getSearchEntries().get(0).getDN() : "";
  }

  private static String dn(String name) {
    return "uid=" + name + "," + Slapd.PEOPLE;
  }
}
