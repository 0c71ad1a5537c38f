package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds somebody who signs in at the servers that a search was referred to, and binds there. Each
 * time on a connection of its own. Thread-safe; blocks.
 */
final class NameElsewhere {
  private static final int MOST_PLACES = 10;

  /**
   * Who was found.
   *
   * @param entries their entries
   * @param at where; empty: nobody was found
   */
  record Found(List<SearchResultEntry> entries, Optional<ServerAddress> at) {}

  private final Referrals referrals;

  NameElsewhere(Referrals referrals) {
    this.referrals = referrals;
  }

  /** Whether anything is followed. */
  boolean follow() {
    return referrals.follow();
  }

  /**
   * Searches where {@code references} lead, until somebody is found. Hosts that are not known are
   * passed by.
   *
   * @throws LDAPException when a known server does not answer: nobody may be told not to exist
   */
  Found search(List<String> references, SearchRequest asked, int most, Duration limit)
      throws LDAPException {
    Deque<String> left = new ArrayDeque<>(references);
    Set<String> been = new HashSet<>();
    while (!left.isEmpty() && been.size() < MOST_PLACES) {
      Optional<Referrals.Target> target = referrals.target(left.remove());
      if (target.isEmpty() || !been.add(target.get().toString())) {
        continue;
      }
      SearchRequest there = asked.duplicate();
      target.get().base().ifPresent(there::setBaseDN);
      target.get().scope().ifPresent(there::setScope);
      List<SearchResultEntry> entries = new ArrayList<>();
      try (LDAPConnection connection = referrals.openToRead(target.get().server())) {
        var bounds = new BoundedSearch.Bounds(limit, limit, most);
        left.addAll(new BoundedSearch(connection, bounds, entries::add).run(there).references());
      } catch (LDAPException failure) {
        if (!failure.getResultCode().equals(ResultCode.REFERRAL)) {
          throw new LDAPException(
              ResultCode.UNAVAILABLE,
              "referred to " + target.get().server() + ": " + Causes.of(failure));
        }
        left.addAll(List.of(failure.getReferralURLs()));
      }
      if (!entries.isEmpty()) {
        return new Found(entries, Optional.of(target.get().server()));
      }
    }
    return new Found(List.of(), Optional.empty());
  }

  /** Opens a connection to another server. */
  LDAPConnection open(ServerAddress server) throws ConnectFailure {
    return referrals.open(server);
  }

  /** Binds at another server. */
  BindAnswer bind(ServerAddress server, SimpleBindRequest request) {
    return bind(server, request, 0);
  }

  /** Binds where a bind was referred to (RFC 4511, section 4.1.10: any of the URLs will do). */
  BindAnswer bind(String[] urls, SimpleBindRequest request) {
    return bind(urls, request, 0);
  }

  private BindAnswer bind(String[] urls, SimpleBindRequest request, int hops) {
    Optional<Referrals.Target> target =
        List.of(urls).stream().flatMap(it -> referrals.target(it).stream()).findFirst();
    if (target.isEmpty() || hops >= Referrals.MOST_HOPS) {
      return new BindAnswer.Undecided(
          "the server refers to "
              + Texts.shown(String.join(" ", urls))
              + (target.isPresent()
                  ? ", which refers on and on"
                  : ", where no password is sent: see referrals and referralHosts"));
    }
    // A bind by an empty name succeeds at some servers and proves nothing (RFC 4513, section 5.1).
    return bind(
        target.get().server(),
        target
            .get()
            .base()
            .filter(dn -> !dn.isBlank())
            .map(dn -> new SimpleBindRequest(dn, request.getPassword().getValue()))
            .orElse(request),
        hops + 1);
  }

  private BindAnswer bind(ServerAddress server, SimpleBindRequest request, int hops) {
    try (LDAPConnection connection = referrals.open(server)) {
      return BindAnswer.of(connection.bind(request));
    } catch (ConnectFailure failed) {
      return new BindAnswer.Undecided("referred to " + server + ": " + failed.why());
    } catch (LDAPException failure) {
      return failure.getResultCode().equals(ResultCode.REFERRAL)
          ? bind(failure.getReferralURLs(), request, hops)
          : BindAnswer.of(failure);
    }
  }
}
