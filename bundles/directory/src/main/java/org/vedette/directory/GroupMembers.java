package org.vedette.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry.Kind;

/** Who is in a group, also through groups in it. Whole or a failure; blocks. */
final class GroupMembers {
  /** Whoever is in a group, through any number of groups (MS-ADTS, section 3.1.1.3.4.4.3). */
  private static final String IN_CHAIN = "memberOf:1.2.840.113556.1.4.1941:";

  private static final List<String> BY_DN = List.of("member", "uniqueMember");
  private static final String BY_NAME = "memberUid";
  private static final int MOST_MEMBERS = 500_000;
  private static final int MOST_GROUPS = 10_000;

  /** As many members are looked up one by one; of more all people of the directory are read. */
  private static final int FEW = 50;

  private final Reading reading;
  private final String base;
  private final int pageSize;
  private final Budget budget;

  GroupMembers(Reading reading, String base, int pageSize, Budget budget) {
    this.reading = reading;
    this.base = base;
    this.pageSize = pageSize;
    this.budget = budget;
  }

  /**
   * Returns the identities of all people in a group.
   *
   * @param nested whether those count who are in groups in it
   */
  Set<String> of(String id, boolean nested) throws ReadFailure {
    SearchResultEntry group = group(id);
    return reading.profile().kind() == DirectoryKind.AD
        ? byServer(nested ? chain(group) : direct(group))
        : byWalk(group, nested);
  }

  /** Returns the group's entry. */
  private SearchResultEntry group(String id) throws ReadFailure {
    Filter filter =
        Ids.filter(idAttribute(), id)
            .orElseThrow(() -> new ReadFailure(Trouble.NO_SUCH_BASE, "no group is called " + id));
    List<SearchResultEntry> found =
        reading
            .search(
                Reading.request(
                    base, SearchScope.SUB, filter, List.of(idAttribute(), "primaryGroupToken")),
                budget)
            .getSearchEntries();
    if (found.size() != 1) {
      throw new ReadFailure(
          found.isEmpty() ? Trouble.NO_SUCH_BASE : Trouble.MALFORMED,
          reading.server()
              + ": "
              + (found.isEmpty()
                  ? "the group is not there, or not to be seen: "
                  : "more than one entry has the identity ")
              + id);
    }
    return found.get(0);
  }

  /** Returns the filter of whoever is in a group of Active Directory. */
  Filter chain(String id) throws ReadFailure {
    return chain(group(id));
  }

  /** Active Directory walks itself; whoever has a group as primary group is not in its members. */
  private Filter chain(SearchResultEntry group) throws ReadFailure {
    List<Filter> any = new ArrayList<>();
    Filter inside = inChain(group.getDN());
    any.add(inside);
    primary(group, any);
    Filter groups =
        Filter.createANDFilter(Filter.createEqualityFilter("objectClass", "group"), inside);
    reading.all(
        Reading.request(base, SearchScope.SUB, groups, List.of("primaryGroupToken")),
        pageSize,
        budget,
        each -> primary(each, any));
    return Filter.createORFilter(any);
  }

  private static Filter direct(SearchResultEntry group) {
    List<Filter> any = new ArrayList<>();
    any.add(Filter.createEqualityFilter("memberOf", group.getDN()));
    primary(group, any);
    return Filter.createORFilter(any);
  }

  private static void primary(SearchResultEntry group, List<Filter> any) {
    String token = group.getAttributeValue("primaryGroupToken");
    if (token != null && any.size() < MOST_GROUPS) {
      any.add(Filter.createEqualityFilter("primaryGroupID", token));
    }
  }

  private static Filter inChain(String dn) throws ReadFailure {
    try {
      return Filter.create("(" + IN_CHAIN + "=" + LdapText.filterValue(dn) + ")");
    } catch (LDAPException malformed) {
      throw new ReadFailure(Trouble.MALFORMED, "the name of a group is none: " + dn);
    }
  }

  private Set<String> byServer(Filter inside) throws ReadFailure {
    Set<String> ids = new HashSet<>();
    List<String> nameless = new ArrayList<>();
    Filter filter = Filter.createANDFilter(reading.profile().filter(Kind.USER), inside);
    reading.all(
        Reading.request(base, SearchScope.SUB, filter, List.of(idAttribute())),
        pageSize,
        budget,
        each -> take(each, ids, nameless));
    return whole(ids, nameless);
  }

  private Set<String> byWalk(SearchResultEntry first, boolean nested) throws ReadFailure {
    Map<String, String> groups = groups();
    Set<String> people = new HashSet<>();
    Map<String, String> spelled = new HashMap<>();
    Set<String> names = new HashSet<>();
    Set<String> visited = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(first.getDN()));
    visited.add(normal(first.getDN()));
    while (!left.isEmpty()) {
      Ranges values = new Ranges(reading, left.remove(), MOST_MEMBERS, budget);
      values.of(
          BY_DN,
          member -> {
            String place = normal(member);
            if (!groups.containsKey(place)) {
              people.add(place);
              if (people.size() <= FEW) {
                spelled.put(place, member);
              }
            } else if (nested && visited.add(place)) {
              left.add(groups.getOrDefault(place, member));
            }
            bound(visited.size(), people.size() + names.size());
          });
      values.of(
          List.of(BY_NAME),
          name -> {
            names.add(name);
            bound(visited.size(), people.size() + names.size());
          });
    }
    return people.size() <= FEW && names.isEmpty()
        ? oneByOne(spelled.values())
        : amongAll(people, names);
  }

  private void bound(int groups, int members) throws ReadFailure {
    if (groups > MOST_GROUPS || members > MOST_MEMBERS) {
      throw tooMany();
    }
  }

  /**
   * All groups of the directory, as it spells them, by the normal form of their names: what is in a
   * group and is none of them may be a person.
   */
  private Map<String, String> groups() throws ReadFailure {
    Map<String, String> groups = new HashMap<>();
    List<String> broken = new ArrayList<>();
    reading.all(
        Reading.request(
            base, SearchScope.SUB, reading.profile().filter(Kind.GROUP), List.of("1.1")),
        pageSize,
        budget,
        each -> {
          try {
            groups.put(DN.normalize(each.getDN()), each.getDN());
          } catch (LDAPException malformed) {
            broken.add(each.getDN());
          }
        });
    if (!broken.isEmpty()) {
      throw new ReadFailure(
          Trouble.MALFORMED, "a group's name is none: " + Texts.shown(broken.get(0)));
    }
    return groups;
  }

  /** They are asked for as the group spells them. */
  private Set<String> oneByOne(Collection<String> people) throws ReadFailure {
    Set<String> ids = new HashSet<>();
    List<String> nameless = new ArrayList<>();
    for (String each : people) {
      for (SearchResultEntry found :
          reading.base(each, reading.profile().filter(Kind.USER), List.of(idAttribute()), budget)) {
        take(found, ids, nameless);
      }
    }
    return whole(ids, nameless);
  }

  private Set<String> amongAll(Set<String> people, Set<String> names) throws ReadFailure {
    Set<String> ids = new HashSet<>();
    List<String> nameless = new ArrayList<>();
    reading.all(
        Reading.request(
            base,
            SearchScope.SUB,
            reading.profile().filter(Kind.USER),
            List.of(idAttribute(), "uid")),
        pageSize,
        budget,
        each -> {
          if (isOne(each, people, names)) {
            take(each, ids, nameless);
          }
        });
    return whole(ids, nameless);
  }

  private static boolean isOne(SearchResultEntry entry, Set<String> people, Set<String> names) {
    Attribute uid = entry.getAttribute("uid");
    if (uid != null && List.of(uid.getValues()).stream().anyMatch(names::contains)) {
      return true;
    }
    try {
      return people.contains(DN.normalize(entry.getDN()));
    } catch (LDAPException malformed) {
      return false;
    }
  }

  private String normal(String text) throws ReadFailure {
    try {
      return DN.normalize(text);
    } catch (LDAPException malformed) {
      throw new ReadFailure(
          Trouble.MALFORMED,
          reading.server() + ": a member of a group has no valid name: " + Texts.shown(text));
    }
  }

  private void take(SearchResultEntry entry, Set<String> ids, List<String> nameless) {
    Optional<String> id = reading.profile().reader().id(entry, nameless);
    id.ifPresent(ids::add);
  }

  /** Who is a member and tells no identity would be missing, and count as having left. */
  private Set<String> whole(Set<String> ids, List<String> nameless) throws ReadFailure {
    if (!nameless.isEmpty()) {
      throw new ReadFailure(
          Trouble.MALFORMED,
          reading.server() + ": of a group's members " + nameless.get(0) + ", or shows it not");
    }
    return bounded(ids);
  }

  private String idAttribute() {
    return reading.profile().map().id();
  }

  private Set<String> bounded(Set<String> ids) throws ReadFailure {
    if (ids.size() > MOST_MEMBERS) {
      throw tooMany();
    }
    return ids;
  }

  private ReadFailure tooMany() {
    return new ReadFailure(
        Trouble.MALFORMED,
        reading.server()
            + ": the group has more than "
            + MOST_MEMBERS
            + " members or "
            + MOST_GROUPS
            + " groups");
  }
}
