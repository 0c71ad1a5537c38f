package org.vedette.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.directory.DirectoryEntry.Kind;

/**
 * What is known of a directory once a server told of itself.
 *
 * @param kind what it is
 * @param map which attributes facts are read from
 * @param filters filters of people, groups and containers
 * @param domains its domains
 * @param reader reads entries
 * @param root what the server says of itself; empty when it says nothing
 */
record Profile(
    DirectoryKind kind,
    AttributeMap map,
    Map<Kind, Filter> filters,
    Domains domains,
    EntryReader reader,
    Optional<RootDSE> root) {

  /** Makes it from the settings and what the server said. */
  static Profile of(
      ReadSettings settings, DirectoryKind kind, Domains domains, Optional<RootDSE> root) {
    AttributeMap map = settings.map().over(kind);
    return new Profile(
        kind,
        map,
        Map.of(
            Kind.USER, filter(settings, kind, Kind.USER),
            Kind.GROUP, filter(settings, kind, Kind.GROUP),
            Kind.CONTAINER, filter(settings, kind, Kind.CONTAINER)),
        domains,
        new EntryReader(map, settings.further(), domains, kind),
        root);
  }

  private static Filter filter(ReadSettings settings, DirectoryKind kind, Kind of) {
    return settings
        .filter(of)
        .orElseGet(
            () -> {
              try {
                return Filter.create(kind.filter(of));
              } catch (LDAPException impossible) {
                throw new IllegalStateException("a default is no filter", impossible);
              }
            });
  }

  /** Returns the filter of entries of a kind. */
  Filter filter(Kind of) {
    return filters.getOrDefault(of, Filter.createPresenceFilter("objectClass"));
  }

  /** Whether a server says that it understands a control. */
  boolean supports(String control) {
    return root.isPresent() && root.get().supportsControl(control);
  }

  /** Returns an attribute of what the server says of itself, which may have changed since. */
  Optional<String> said(String attribute) {
    return root.flatMap(it -> Optional.ofNullable(it.getAttributeValue(attribute)));
  }
}
