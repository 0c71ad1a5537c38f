package org.vedette.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final int MOST_STALE_PAGES = 50;

  private final Reading reading;
  private final Itinerary itinerary;
  private final DirectoryEntry.Kind kind;
  private final int limit;
  private final Optional<Set<String>> only;
  private final Deque<DirectoryEntry> waiting = new ArrayDeque<>();
  private final List<String> oddities = new ArrayList<>();

  /** A hash of the distinguished name by identity. */
  private final Map<String, Integer> seen = new HashMap<>();

  private @Nullable ASN1OctetString cookie;
  private Itinerary.Stop stop;
  private int stale;
  private int nameless;

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
    this.itinerary = new Itinerary(reading, request);
    this.stop = new Itinerary.Stop(reading, request, 0);
    this.kind = kind;
    this.limit = limit;
    this.only = only;
  }

  /** Whether there is nothing more. */
  boolean ended() {
    return waiting.isEmpty() && cookie == null && !itinerary.hasNext();
  }

  /** Reads the next page; the token of the one after it is for the caller to make. */
  Page next(Budget budget) throws ReadFailure {
    if (waiting.isEmpty()) {
      fetch(budget);
    }
    List<DirectoryEntry> entries = new ArrayList<>();
    while (!waiting.isEmpty() && entries.size() < limit) {
      entries.add(waiting.remove());
    }
    Page page = new Page(entries, Optional.empty(), oddities, nameless);
    oddities.clear();
    nameless = 0;
    return page;
  }

  private void fetch(Budget budget) throws ReadFailure {
    if (cookie == null) {
      stop = itinerary.next();
    }
    Reading at = stop.reading();
    stop.request().setControls(new SimplePagedResultsControl(limit, cookie, false));
    int before = seen.size();
    BoundedSearch.Answer answer = at.stream(stop.request(), budget, at.most(limit), this::take);
    cookie = Reading.cookie(answer.result());
    if (reading.elsewhere().isPresent()) {
      itinerary.referred(answer.references());
    } else {
      notFollowed(answer.references());
    }
    stale = seen.size() == before ? stale + 1 : 0;
    if (stale > MOST_STALE_PAGES) {
      throw lie(
          answer.result().getEntryCount() == 0
              ? "goes on giving pages without entries"
              : "goes on telling of the same entries");
    }
    if (seen.size() > Reading.MOST) {
      throw lie("tells of more than " + Reading.MOST + " entries");
    }
  }

  private ReadFailure lie(String what) {
    return new ReadFailure(Trouble.MALFORMED, reading.server() + ": the server " + what);
  }

  /** Keeps what is of use: of a value of a megabyte a thousand characters. */
  private void take(SearchResultEntry found) {
    EntryReader.Read read = reading.profile().reader().read(kind, found);
    read.oddities().forEach(this::odd);
    if (read.entry().isEmpty()) {
      nameless++;
      return;
    }
    DirectoryEntry entry = read.entry().get();
    if (only.isPresent() && !only.get().contains(entry.id())) {
      return;
    }
    Integer before = seen.putIfAbsent(entry.id(), entry.dn().hashCode());
    if (before == null) {
      waiting.add(entry);
    } else if (before == entry.dn().hashCode()) {
      odd("%s was told twice".formatted(Texts.shown(entry.dn())));
    } else {
      // Both are told: whoever reads must not take the first for the only one.
      waiting.add(entry);
      odd(
          "%s: another entry has its identity %s too"
              .formatted(Texts.shown(entry.dn()), entry.id()));
    }
  }

  private void notFollowed(List<String> references) {
    if (!references.isEmpty() && reading.profile().kind() == DirectoryKind.LDAP) {
      odd(
          "%d references to other servers were not followed, for instance to %s"
              .formatted(references.size(), Texts.shown(references.get(0))));
    }
  }

  private void odd(String what) {
    if (oddities.size() < MOST_ODDITIES) {
      oddities.add(what);
    }
  }

  @Override
  public void close() {
    reading.close();
  }
}
