package org.vedette.sync.plan;

import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * A distinguished name (RFC 4514), equal to another whatever the case of its letters, the order
 * within an RDN, and the way characters are escaped.
 *
 * @param rdns from the root to the entry, as {@link LdapName} keeps them
 */
public record Dn(List<Rdn> rdns) {
  /** Takes a name apart; empty when it is none. */
  public static Optional<Dn> of(String text) {
    try {
      return Optional.of(new Dn(List.copyOf(new LdapName(text).getRdns())));
    } catch (InvalidNameException malformed) {
      return Optional.empty();
    }
  }

  /** Returns whether this lies in {@code base}: directly, or anywhere below if that counts. */
  public boolean isIn(Dn base, boolean below) {
    int deeper = rdns.size() - base.rdns.size();
    return (below ? deeper > 0 : deeper == 1)
        && rdns.subList(0, base.rdns.size()).equals(base.rdns);
  }
}
