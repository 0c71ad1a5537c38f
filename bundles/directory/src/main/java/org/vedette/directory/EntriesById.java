package org.vedette.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vedette.api.directory.DirectoryEntry;

/** Reads entries of all kinds by identity, many with one search. Blocks. */
final class EntriesById {
  private static final int BATCH = 100;

  private static final int PAGE = 500;

  private final Reading reading;
  private final String base;
  private final Budget budget;

  EntriesById(Reading reading, String base, Budget budget) {
    this.reading = reading;
    this.base = base;
    this.budget = budget;
  }

  /** Returns those that are there and may be seen; two that have one identity are both told. */
  List<DirectoryEntry> read(Collection<String> ids) throws ReadFailure {
    String attribute = reading.profile().map().id();
    List<Filter> all = new ArrayList<>();
    ids.forEach(id -> Ids.filter(attribute, id).ifPresent(all::add));
    Map<String, DirectoryEntry> byDn = new HashMap<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      Filter any = Filter.createORFilter(all.subList(from, Math.min(all.size(), from + BATCH)));
      for (DirectoryEntry.Kind kind : DirectoryEntry.Kind.values()) {
        read(kind, any, byDn);
      }
    }
    return List.copyOf(byDn.values());
  }

  private void read(DirectoryEntry.Kind kind, Filter any, Map<String, DirectoryEntry> byDn)
      throws ReadFailure {
    Filter filter = Filter.createANDFilter(any, reading.profile().filter(kind));
    Set<String> attributes = new LinkedHashSet<>(reading.profile().reader().attributes());
    attributes.add(reading.profile().map().id());
    SearchRequest request = Reading.request(base, SearchScope.SUB, filter, attributes);
    reading.all(
        request,
        PAGE,
        budget,
        each ->
            reading
                .profile()
                .reader()
                .read(kind, each)
                .entry()
                .ifPresent(entry -> byDn.putIfAbsent(entry.dn(), entry)));
  }
}
