package org.vedette.directory;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vedette.api.primary.AccountEntry;
import org.vedette.api.primary.PrimaryVerdict;

/** Finds users' entries and reads from them. Thread-safe; blocks for the search it is given. */
final class UserSearch {
  private static final String NO_ATTRIBUTES = "1.1"; // RFC 4511, section 4.5.1.8
  private static final int MOST_ENTRIES = 5;

  private final String directory;
  private final DirectorySettings settings;
  private final Profiles profiles;
  private final NameElsewhere elsewhere;

  UserSearch(String directory, DirectorySettings settings, Profiles profiles, Referrals referrals) {
    this.elsewhere = new NameElsewhere(referrals);
    this.directory = directory;
    this.settings = settings;
    this.profiles = profiles;
  }

  /** Returns the DN that the template makes of a name; empty when users are searched. */
  Optional<String> templateDn(LoginName name) {
    return settings.userDn().map(template -> template.render(name, LdapText::dnValue));
  }

  /** Returns the entries with that name, a few at most: more than one is as bad as many. */
  Found find(LDAPConnection connection, LoginName name, boolean groups, Duration limit)
      throws LDAPException {
    return find(connection, name, wanted(connection, groups, limit), limit);
  }

  /** Returns the entries with that name, with all that is read of people. */
  List<SearchResultEntry> named(LDAPConnection connection, LoginName name, Duration limit)
      throws LDAPException {
    EntryReader reader = reader(connection, limit);
    Set<String> wanted = new LinkedHashSet<>(reader.attributes());
    wanted.addAll(reader.identifying());
    wanted.add("uid");
    return find(connection, name, wanted, limit).entries();
  }

  /** Returns what binds at other servers. */
  NameElsewhere elsewhere() {
    return elsewhere;
  }

  /** Returns what reads entries. */
  EntryReader reader(LDAPConnection connection, Duration limit) throws LDAPException {
    return profile(connection, limit).reader();
  }

  /** Returns what the directory is. */
  Profile profile(LDAPConnection connection, Duration limit) throws LDAPException {
    return profiles.of(connection, limit);
  }

  private Found find(
      LDAPConnection connection, LoginName name, Collection<String> wanted, Duration limit)
      throws LDAPException {
    if (settings.userFilter().isPresent()) {
      Filter filter =
          Filter.create(settings.userFilter().get().render(name, LdapText::filterValue));
      return search(connection, settings.baseDn(), filter, wanted, limit);
    }
    Profile profile = profiles.of(connection, limit);
    Optional<NameQuery> query = NameQuery.of(profile, settings, name.full());
    if (query.isEmpty()) {
      return new Found(List.of(), true, Optional.empty());
    }
    Found found = search(connection, query.get().base(), query.get().filter(), wanted, limit);
    return found.whole()
        ? new Found(
            query.get().really(found.entries(), profile.reader()), found.whole(), found.at())
        : found;
  }

  /**
   * Who was found.
   *
   * @param entries their entries
   * @param whole whether these are all
   * @param at the other server that they were found at; empty: the one that was asked
   */
  record Found(List<SearchResultEntry> entries, boolean whole, Optional<ServerAddress> at) {}

  private Found search(
      LDAPConnection connection,
      String base,
      Filter filter,
      Collection<String> wanted,
      Duration limit)
      throws LDAPException {
    SearchRequest request = request(base, settings.scope(), filter, wanted);
    List<SearchResultEntry> entries = new ArrayList<>();
    try {
      List<String> references = bounded(connection, limit, entries).run(request).references();
      return entries.isEmpty() && !references.isEmpty() && elsewhere.follow()
          ? elsewhere(references, request, limit)
          : new Found(entries, true, Optional.empty());
    } catch (LDAPSearchException failure) {
      if (failure.getResultCode().equals(ResultCode.REFERRAL) && elsewhere.follow()) {
        return elsewhere(List.of(failure.getReferralURLs()), request, limit);
      }
      // RFC 4511, section 4.5.1.4: more entries match than were asked for.
      if (failure.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)
          && entries.size() >= MOST_ENTRIES) {
        return new Found(entries, false, Optional.empty());
      }
      throw failure;
    }
  }

  private Found elsewhere(List<String> references, SearchRequest request, Duration limit)
      throws LDAPException {
    NameElsewhere.Found found = elsewhere.search(references, request, MOST_ENTRIES, limit);
    return new Found(found.entries(), true, found.at());
  }

  /** Reads one entry; empty when it does not exist or may not be seen. */
  Optional<SearchResultEntry> read(
      LDAPConnection connection, String dn, boolean groups, Duration limit) throws LDAPException {
    Filter any = Filter.createPresenceFilter("objectClass");
    SearchRequest request = request(dn, SearchScope.BASE, any, wanted(connection, groups, limit));
    List<SearchResultEntry> entries = new ArrayList<>();
    try {
      bounded(connection, limit, entries).run(request);
      return entries.stream().findFirst();
    } catch (LDAPSearchException failure) {
      if (failure.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static BoundedSearch bounded(
      LDAPConnection connection, Duration limit, List<SearchResultEntry> to) {
    return new BoundedSearch(
        connection, new BoundedSearch.Bounds(limit, limit, MOST_ENTRIES), to::add);
  }

  /** Reads the base, or with nobody to read it as, any answer of the server will do. */
  void checkBase(LDAPConnection connection) throws LDAPException {
    boolean searches = settings.userDn().isEmpty() || settings.service().isPresent();
    Filter any = Filter.createPresenceFilter("objectClass");
    String base = searches ? settings.baseDn() : "";
    try {
      SearchRequest request = request(base, SearchScope.BASE, any, List.of(NO_ATTRIBUTES));
      if (connection.search(request).getEntryCount() == 0 && searches) {
        throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "the base " + base + " is not visible");
      }
    } catch (LDAPException failure) {
      if (searches || Causes.isTransport(failure)) {
        throw failure;
      }
    }
  }

  /** Asks servers that may know password policies of the draft; Active Directory has its own. */
  Control[] bindControls() {
    return profiles.last().filter(it -> it.kind() == DirectoryKind.LDAP).isPresent()
        ? new Control[] {new DraftBeheraLDAPPasswordPolicy10RequestControl(false)}
        : new Control[0];
  }

  /** Whether anything is to be read from the user's entry. */
  boolean readsEntry(boolean groups) {
    return !settings.attributes().isEmpty() || readsGroups(groups);
  }

  /** Returns the verdict for a right password, with what the entry tells. */
  PrimaryVerdict.Confirmed confirmed(Optional<SearchResultEntry> entry, boolean groups) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Set<String> groupNames = Set.of();
    if (entry.isPresent()) {
      for (String name : settings.attributes()) {
        String value = entry.get().getAttributeValue(name);
        if (value != null) {
          attributes.put(name, value);
        }
      }
      String[] values =
          readsGroups(groups) ? entry.get().getAttributeValues(settings.groupAttribute()) : null;
      if (values != null) {
        groupNames =
            List.of(values).stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
      }
      account(entry.get()).ifPresent(account -> attributes.putAll(account.attributes()));
    }
    return new PrimaryVerdict.Confirmed(attributes, groupNames);
  }

  private boolean readsGroups(boolean groups) {
    return groups && !settings.groupAttribute().isEmpty();
  }

  /** Returns who it is whose password was right; known once the entry was searched. */
  private Optional<AccountEntry> account(SearchResultEntry entry) {
    return profiles
        .last()
        .flatMap(
            profile -> {
              EntryReader reader = profile.reader();
              return reader
                  .id(entry, new ArrayList<>())
                  .map(id -> new AccountEntry(directory, id, reader.names(entry)));
            });
  }

  private Collection<String> wanted(LDAPConnection connection, boolean groups, Duration limit)
      throws LDAPException {
    Set<String> wanted = new LinkedHashSet<>(settings.attributes());
    if (readsGroups(groups)) {
      wanted.add(settings.groupAttribute());
    }
    wanted.addAll(reader(connection, limit).identifying());
    wanted.add("uid");
    return wanted;
  }

  private SearchRequest request(
      String base, SearchScope scope, Filter filter, Collection<String> wanted) {
    int seconds = (int) Math.max(1, settings.limits().response().toSeconds());
    return new SearchRequest(
        null,
        base,
        scope,
        DereferencePolicy.NEVER,
        MOST_ENTRIES,
        seconds,
        false,
        filter,
        wanted.toArray(String[]::new));
  }
}
