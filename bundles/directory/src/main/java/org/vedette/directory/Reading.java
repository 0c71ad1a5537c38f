package org.vedette.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;

/**
 * A connection of its own on which a directory is read, signed in as the account that searches. For
 * one task at a time; all calls block.
 */
final class Reading implements AutoCloseable {
  /** Most entries of one search; who tells of more does not mean to end. */
  static final int MOST = 1_000_000;

  private static final int MOST_EMPTY_PAGES = 50;
  private static final int MOST_AT_ONCE = 100_000;

  private final ServerAddress server;
  private final LDAPConnection connection;
  private final Profile profile;
  private final Optional<Elsewhere> elsewhere;

  private Reading(
      ServerAddress server,
      LDAPConnection connection,
      Profile profile,
      Optional<Elsewhere> elsewhere) {
    this.server = server;
    this.connection = connection;
    this.profile = profile;
    this.elsewhere = elsewhere;
  }

  /** Opens a connection; {@code referrals} say whether it is gone on from there. */
  static Reading open(Server server, Profiles profiles, Referrals referrals, Budget budget)
      throws ReadFailure, NoAnswerException {
    LDAPConnection connection = server.open();
    try {
      return new Reading(
          server.address(),
          connection,
          profiles.of(connection, budget.limit(false)),
          referrals.follow() ? Optional.of(new Elsewhere(referrals)) : Optional.empty());
    } catch (LDAPException broken) {
      connection.close();
      throw ReadFailure.of(server.address(), broken);
    } catch (NoAnswerException late) {
      connection.close();
      throw late;
    }
  }

  /** Reads on a connection that somebody else opened, and closes. */
  static Reading on(ServerAddress server, LDAPConnection connection, Profile profile) {
    return new Reading(server, connection, profile, Optional.empty());
  }

  /** Returns what the directory is. */
  Profile profile() {
    return profile;
  }

  /** Returns the servers that references lead to; empty when none is followed. */
  Optional<Elsewhere> elsewhere() {
    return elsewhere;
  }

  /** Returns where the server is. */
  ServerAddress server() {
    return server;
  }

  /** Makes a request for entries. */
  static SearchRequest request(
      String base, SearchScope scope, Filter filter, Collection<String> attributes) {
    return new SearchRequest(
        null,
        base,
        scope,
        DereferencePolicy.NEVER,
        0,
        0,
        false,
        filter,
        attributes.toArray(String[]::new));
  }

  /** Searches; what is not a success is a failure. */
  SearchResult search(SearchRequest request, Budget budget) throws ReadFailure {
    try {
      return tryTo(request, budget);
    } catch (LDAPException answer) {
      throw ReadFailure.of(server, answer);
    }
  }

  /**
   * Searches.
   *
   * @throws LDAPException when the server answered with anything but success
   */
  SearchResult tryTo(SearchRequest request, Budget budget) throws ReadFailure, LDAPException {
    List<SearchResultEntry> entries = new ArrayList<>();
    SearchResult end = tryTo(request, budget, MOST_AT_ONCE, entries::add).result();
    return new SearchResult(
        end.getMessageID(),
        end.getResultCode(),
        end.getDiagnosticMessage(),
        end.getMatchedDN(),
        end.getReferralURLs(),
        entries,
        List.of(),
        entries.size(),
        0,
        end.getResponseControls());
  }

  /** Searches, and hands on entry by entry what is whole only once this returns. */
  BoundedSearch.Answer stream(
      SearchRequest request, Budget budget, int most, Consumer<SearchResultEntry> to)
      throws ReadFailure {
    try {
      return tryTo(request, budget, most, to);
    } catch (LDAPException answer) {
      if (answer.getResultCode().equals(ResultCode.REFERRAL) && elsewhere.isPresent()) {
        // RFC 4511, section 4.1.10: everything that was asked for is there, at any of these.
        return new BoundedSearch.Answer(
            new SearchResult(answer.toLDAPResult()),
            elsewhere.get().oneOf(List.of(answer.getReferralURLs())));
      }
      throw ReadFailure.of(server, answer);
    }
  }

  private BoundedSearch.Answer tryTo(
      SearchRequest request, Budget budget, int most, Consumer<SearchResultEntry> to)
      throws ReadFailure, LDAPException {
    BoundedSearch.Bounds bounds;
    try {
      bounds = new BoundedSearch.Bounds(budget.limit(false), budget.left(), most);
    } catch (NoAnswerException late) {
      throw new ReadFailure(Trouble.UNREACHABLE, server + ": not finished in time");
    }
    return new BoundedSearch(connection, bounds, to).run(request);
  }

  /**
   * Most entries of one page: what was asked for; of a server that knows no pages, of everything.
   */
  int most(int pageSize) {
    return profile.supports(SimplePagedResultsControl.PAGED_RESULTS_OID) ? pageSize : MOST_AT_ONCE;
  }

  /**
   * Reads all that matches, page by page (RFC 2696), so that no limit of the server cuts it short.
   */
  void all(SearchRequest request, int pageSize, Budget budget, Consumer<SearchResultEntry> to)
      throws ReadFailure {
    Itinerary itinerary = new Itinerary(this, request);
    while (itinerary.hasNext()) {
      Itinerary.Stop stop = itinerary.next();
      itinerary.referred(stop.reading().pages(stop.request(), pageSize, budget, to));
    }
  }

  /** Reads all that one server has; returns where it refers to. */
  private List<String> pages(
      SearchRequest request, int pageSize, Budget budget, Consumer<SearchResultEntry> to)
      throws ReadFailure {
    List<String> references = new ArrayList<>();
    ASN1OctetString cookie = null;
    int empty = 0;
    long all = 0;
    do {
      request.setControls(new SimplePagedResultsControl(pageSize, cookie, false));
      BoundedSearch.Answer answer = stream(request, budget, most(pageSize), to);
      SearchResult result = answer.result();
      references.addAll(answer.references());
      cookie = cookie(result);
      empty = result.getEntryCount() == 0 ? empty + 1 : 0;
      all += result.getEntryCount();
      if (all > MOST) {
        throw new ReadFailure(Trouble.MALFORMED, server + ": its pages do not end");
      }
      if (empty > MOST_EMPTY_PAGES) {
        throw new ReadFailure(
            Trouble.MALFORMED, server + ": the server goes on giving pages without entries");
      }
    } while (cookie != null);
    return references;
  }

  /** Returns one entry; empty when it is not there, or not to be seen. */
  List<SearchResultEntry> base(
      String dn, Filter filter, Collection<String> attributes, Budget budget) throws ReadFailure {
    SearchRequest request = request(dn, SearchScope.BASE, filter, attributes);
    try {
      return tryTo(request, budget).getSearchEntries();
    } catch (LDAPException answer) {
      if (answer.getResultCode().equals(ResultCode.REFERRAL) && elsewhere.isPresent()) {
        List<SearchResultEntry> found = new ArrayList<>();
        all(request, 1, budget, found::add);
        return found;
      }
      if (answer.getResultCode().intValue() == 32 || answer.getResultCode().intValue() == 34) {
        return List.of();
      }
      throw ReadFailure.of(server, answer);
    }
  }

  /** Returns what the next page is asked for with; null after the last. */
  static @org.jspecify.annotations.Nullable ASN1OctetString cookie(SearchResult result)
      throws ReadFailure {
    try {
      SimplePagedResultsControl control = SimplePagedResultsControl.get(result);
      return control == null || !control.moreResultsToReturn() ? null : control.getCookie();
    } catch (LDAPException malformed) {
      throw new ReadFailure(Trouble.MALFORMED, "the cookie of a page cannot be read");
    }
  }

  @Override
  public void close() {
    elsewhere.ifPresent(Elsewhere::close);
    connection.close();
  }
}
