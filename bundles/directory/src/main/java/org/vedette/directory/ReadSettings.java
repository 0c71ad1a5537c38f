package org.vedette.directory;

import com.unboundid.ldap.sdk.Filter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.directory.DirectoryEntry.Kind;

/**
 * How a directory is read.
 *
 * @param kind what it is; empty: what its servers say
 * @param map what differs from the attributes of its kind
 * @param further more attributes, which are facts of their own names
 * @param filters filters that differ from those of its kind
 * @param pageSize entries that are asked for at once
 */
record ReadSettings(
    Optional<DirectoryKind> kind,
    AttributeMap map,
    List<String> further,
    Map<Kind, Filter> filters,
    int pageSize) {
  /** Copies the collections. */
  ReadSettings {
    further = List.copyOf(further);
    filters = Map.copyOf(filters);
  }

  /** Returns the filter that is set for a kind of entry. */
  Optional<Filter> filter(Kind of) {
    return Optional.ofNullable(filters.get(of));
  }
}
