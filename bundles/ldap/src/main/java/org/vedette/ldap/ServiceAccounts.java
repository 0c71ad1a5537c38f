package org.vedette.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.policy.AddressRange;

/**
 * Accounts of programs, which are never asked for a second factor: by DN, below a container, or by
 * the address they come from.
 */
final class ServiceAccounts {
  private static final String BELOW = "below ";
  private static final String FROM = "from ";

  private final List<DN> accounts;
  private final List<DN> containers;
  private final List<AddressRange> sources;

  private ServiceAccounts(List<DN> accounts, List<DN> containers, List<AddressRange> sources) {
    this.accounts = accounts;
    this.containers = containers;
    this.sources = sources;
  }

  /** Reads {@code cn=a,dc=x}, {@code below ou=b,dc=x}, {@code from 192.0.2.7}; or what is none. */
  static ServiceAccounts read(List<String> rules) throws UnreadableRuleException {
    List<DN> accounts = new ArrayList<>();
    List<DN> containers = new ArrayList<>();
    List<AddressRange> sources = new ArrayList<>();
    for (String rule : rules) {
      if (rule.startsWith(FROM)) {
        String typed = rule.substring(FROM.length());
        sources.add(AddressRange.parse(typed).orElseThrow(() -> new UnreadableRuleException(rule)));
      } else if (rule.startsWith(BELOW)) {
        containers.add(UnreadableRuleException.dn(rule, rule.substring(BELOW.length())));
      } else {
        accounts.add(UnreadableRuleException.dn(rule, rule));
      }
    }
    return new ServiceAccounts(accounts, containers, sources);
  }

  /** Tells whether a bind with this name, from this address, is a program's. */
  boolean include(String name, InetAddress source) {
    if (sources.stream().anyMatch(each -> each.contains(source.getAddress()))) {
      return true;
    }
    Optional<DN> dn = dn(name);
    return dn.isPresent()
        && (accounts.contains(dn.get())
            || containers.stream().anyMatch(each -> dn.get().isDescendantOf(each, false)));
  }

  private static Optional<DN> dn(String name) {
    try {
      return Optional.of(new DN(name)).filter(read -> !read.isNullDN());
    } catch (LDAPException noDn) {
      return Optional.empty();
    }
  }
}
