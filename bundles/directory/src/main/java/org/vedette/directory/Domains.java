package org.vedette.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The domains whose entries a directory holds, by which names are completed.
 *
 * @param all the domains, the most specific place first
 */
record Domains(List<Domain> all) {
  /**
   * A domain.
   *
   * @param place entry below which its people are
   * @param brief the name before a backslash: {@code CORP}
   * @param dns the name behind an at sign: {@code corp.example}
   */
  record Domain(DN place, String brief, String dns) {
    /** Whether it is called so, in any case. */
    boolean isCalled(String name) {
      return brief.equalsIgnoreCase(name) || dns.equalsIgnoreCase(name);
    }
  }

  /** Copies the list, sorted. */
  Domains {
    all =
        all.stream()
            .sorted(
                (a, b) -> Integer.compare(b.place().getRDNs().length, a.place().getRDNs().length))
            .toList();
  }

  /** Returns the domain that a base of the form {@code dc=corp,dc=example} is; none for others. */
  static Domains of(String base) {
    try {
      List<String> labels = new ArrayList<>();
      DN place = DN.NULL_DN;
      RDN[] parts = new DN(base).getRDNs();
      for (int i = parts.length - 1; i >= 0 && parts[i].hasAttribute("dc"); i--) {
        labels.add(0, parts[i].getAttributeValues()[0]);
        place = new DN(parts[i], place);
      }
      return labels.isEmpty()
          ? new Domains(List.of())
          : new Domains(List.of(new Domain(place, labels.get(0), String.join(".", labels))));
    } catch (LDAPException none) {
      return new Domains(List.of());
    }
  }

  /** Returns the domain of an entry. */
  Optional<Domain> of(DN entry) {
    return all.stream().filter(each -> entry.isDescendantOf(each.place(), true)).findFirst();
  }

  /** Returns the domain of this name. */
  Optional<Domain> called(String name) {
    return all.stream().filter(each -> each.isCalled(name)).findFirst();
  }
}
