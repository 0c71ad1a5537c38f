package org.vedette.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource.Page;

/**
 * A search of which a part was read. It keeps its connection: a server knows the cookie of a page
 * only on the connection that it was given on (RFC 2696, section 3). For one task at a time.
 */
final class RunningSearch implements AutoCloseable {
  private static final int MOST_ODDITIES = 100;
  private static final int MOST_EMPTY_PAGES = 50;

  private final Reading reading;
  private final SearchRequest request;
  private final DirectoryEntry.Kind kind;
  private final int limit;
  private final Optional<Set<String>> only;
  private final Deque<SearchResultEntry> waiting = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private @Nullable ASN1OctetString cookie;
  private boolean begun;
  private int empty;

  /**
   * Begins.
   *
   * @param limit most entries of a page
   * @param only the identities that count; empty: all
   */
  RunningSearch(
      Reading reading,
      SearchRequest request,
      DirectoryEntry.Kind kind,
      int limit,
      Optional<Set<String>> only) {
    this.reading = reading;
    this.request = request;
    this.kind = kind;
    this.limit = limit;
    this.only = only;
  }

  /** Whether there is nothing more. */
  boolean ended() {
    return begun && waiting.isEmpty() && cookie == null;
  }

  /** Reads the next page; the token of the one after it is for the caller to make. */
  Page next(Budget budget) throws ReadFailure {
    if (waiting.isEmpty()) {
      fetch(budget);
    }
    List<DirectoryEntry> entries = new ArrayList<>();
    List<String> oddities = new ArrayList<>();
    while (!waiting.isEmpty() && entries.size() < limit) {
      take(waiting.remove(), entries, oddities);
    }
    List<String> told =
        oddities.size() <= MOST_ODDITIES ? oddities : oddities.subList(0, MOST_ODDITIES);
    return new Page(entries, Optional.empty(), told);
  }

  private void fetch(Budget budget) throws ReadFailure {
    request.setControls(new SimplePagedResultsControl(limit, cookie, false));
    SearchResult result = reading.search(request, budget);
    begun = true;
    waiting.addAll(result.getSearchEntries());
    cookie = Reading.cookie(result);
    empty = waiting.isEmpty() ? empty + 1 : 0;
    if (empty > MOST_EMPTY_PAGES) {
      throw new ReadFailure(
          Trouble.MALFORMED,
          reading.server() + ": the server goes on giving pages without entries");
    }
  }

  private void take(SearchResultEntry found, List<DirectoryEntry> entries, List<String> oddities) {
    EntryReader.Read read = reading.profile().reader().read(kind, found);
    oddities.addAll(read.oddities());
    read.entry()
        .filter(entry -> only.isEmpty() || only.get().contains(entry.id()))
        .ifPresent(
            entry -> {
              if (seen.add(entry.id())) {
                entries.add(entry);
              } else {
                oddities.add(
                    "%s is left out: another entry has its identity %s too"
                        .formatted(Texts.shown(entry.dn()), entry.id()));
              }
            });
  }

  @Override
  public void close() {
    reading.close();
  }
}
