package org.vedette.directory;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vedette.api.primary.PrimaryVerdict;

/** Finds users' entries and reads from them. Stateless; blocks for the search it is given. */
final class UserSearch {
  private static final String NO_ATTRIBUTES = "1.1"; // RFC 4511, section 4.5.1.8
  private static final int MOST_ENTRIES = 2;

  private final DirectorySettings settings;

  UserSearch(DirectorySettings settings) {
    this.settings = settings;
  }

  /** Returns the DN that the template makes of a name; empty when users are searched. */
  Optional<String> templateDn(LoginName name) {
    return settings.userDn().map(template -> template.render(name, LdapText::dnValue));
  }

  /** Returns the entries with that name, at most two: more than one is as bad as many. */
  List<SearchResultEntry> find(
      LDAPConnection connection, LoginName name, boolean groups, Duration limit)
      throws LDAPException {
    Filter filter = Filter.create(settings.userFilter().render(name, LdapText::filterValue));
    SearchRequest request = request(settings.baseDn(), settings.scope(), filter, groups);
    request.setResponseTimeoutMillis(limit.toMillis());
    try {
      return connection.search(request).getSearchEntries();
    } catch (LDAPSearchException failure) {
      // RFC 4511, section 4.5.1.4: more entries match than were asked for.
      if (failure.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)
          && failure.getSearchEntries() != null
          && failure.getSearchEntries().size() >= MOST_ENTRIES) {
        return failure.getSearchEntries();
      }
      throw failure;
    }
  }

  /** Reads one entry; empty when it does not exist or may not be seen. */
  Optional<SearchResultEntry> read(
      LDAPConnection connection, String dn, boolean groups, Duration limit) throws LDAPException {
    Filter any = Filter.createPresenceFilter("objectClass");
    SearchRequest request = request(dn, SearchScope.BASE, any, groups);
    request.setResponseTimeoutMillis(limit.toMillis());
    try {
      return connection.search(request).getSearchEntries().stream().findFirst();
    } catch (LDAPSearchException failure) {
      if (failure.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** Reads the base, or with nobody to read it as, any answer of the server will do. */
  void checkBase(LDAPConnection connection) throws LDAPException {
    boolean searches = settings.userDn().isEmpty() || settings.service().isPresent();
    Filter any = Filter.createPresenceFilter("objectClass");
    String base = searches ? settings.baseDn() : "";
    try {
      SearchRequest request = request(base, SearchScope.BASE, any, false);
      if (connection.search(request).getEntryCount() == 0 && searches) {
        throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "the base " + base + " is not visible");
      }
    } catch (LDAPException failure) {
      if (searches || Causes.isTransport(failure)) {
        throw failure;
      }
    }
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
    }
    return new PrimaryVerdict.Confirmed(attributes, groupNames);
  }

  private boolean readsGroups(boolean groups) {
    return groups && !settings.groupAttribute().isEmpty();
  }

  private SearchRequest request(String base, SearchScope scope, Filter filter, boolean groups) {
    List<String> wanted = new ArrayList<>(settings.attributes());
    if (readsGroups(groups)) {
      wanted.add(settings.groupAttribute());
    }
    if (wanted.isEmpty()) {
      wanted.add(NO_ATTRIBUTES);
    }
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
