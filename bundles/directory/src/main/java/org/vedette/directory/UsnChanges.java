package org.vedette.directory;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.directory.ChangeReader.Found;
import org.vedette.directory.Cursor.Way;

/**
 * Changes of one controller of Active Directory by its update sequence numbers, and removed entries
 * by its tombstones (MS-ADTS, sections 3.1.1.1.9 and 3.1.1.3.4.1.14). Only for an account that sees
 * tombstones: what it does not see would be taken for still there. Blocks.
 */
final class UsnChanges {
  private static final String SHOW_DELETED = "1.2.840.113556.1.4.417";
  private static final String NUMBER = "uSNChanged";
  private static final List<String> WANTED = List.of("objectGUID", "isDeleted");

  private final Reading reading;
  private final int pageSize;
  private final Budget budget;

  UsnChanges(Reading reading, int pageSize, Budget budget) {
    this.reading = reading;
    this.pageSize = pageSize;
    this.budget = budget;
  }

  /** Returns the cursor of now. */
  Cursor now() throws ReadFailure {
    long highest = highest();
    if (!seesTombstones()) {
      throw again(
          "changes cannot be told: give the account that searches the right Replicating Directory"
              + " Changes");
    }
    return new Cursor(Way.USN, invocation(), Long.toString(highest));
  }

  /** Returns all changes. */
  Found since(Cursor cursor) throws ReadFailure {
    if (!cursor.server().equals(invocation())) {
      throw again("another controller answers now, whose numbers are others");
    }
    long from = number(cursor.position());
    long highest = highest();
    if (highest < from) {
      throw again("the controller's number went back");
    }
    if (!seesTombstones()) {
      throw again("removed entries are not to be seen");
    }
    Set<String> changed = new HashSet<>();
    Set<String> gone = new HashSet<>();
    Filter newer =
        Filter.createANDFilter(
            Filter.createGreaterOrEqualFilter(NUMBER, Long.toString(from + 1)),
            Filter.createLessOrEqualFilter(NUMBER, Long.toString(highest)));
    collect(newer, changed, gone);
    return new Found(changed, gone, new Cursor(Way.USN, cursor.server(), "" + highest), false);
  }

  private void collect(Filter newer, Set<String> changed, Set<String> gone) throws ReadFailure {
    SearchRequest request = Reading.request(domain(), SearchScope.SUB, newer, WANTED);
    com.unboundid.asn1.ASN1OctetString cookie = null;
    do {
      request.setControls(
          new Control(SHOW_DELETED, true), new SimplePagedResultsControl(pageSize, cookie, true));
      SearchResult result = reading.search(request, budget);
      for (SearchResultEntry each : result.getSearchEntries()) {
        boolean deleted = "TRUE".equalsIgnoreCase(each.getAttributeValue("isDeleted"));
        (deleted ? gone : changed).add(id(each));
      }
      cookie = Reading.cookie(result);
      if (changed.size() + gone.size() > ChangeReader.MOST) {
        throw again("more than " + ChangeReader.MOST + " entries changed");
      }
    } while (cookie != null);
  }

  private String id(SearchResultEntry entry) throws ReadFailure {
    return Optional.ofNullable(entry.getAttributeValueBytes("objectGUID"))
        .flatMap(value -> Ids.read("objectGUID", value))
        .orElseThrow(() -> again("a change has no objectGUID"));
  }

  /** Whoever sees one sees all: they are in one container, and every domain has some. */
  private boolean seesTombstones() throws ReadFailure {
    SearchRequest request =
        Reading.request(
            "CN=Deleted Objects," + domain(),
            SearchScope.ONE,
            Filter.createEqualityFilter("isDeleted", "TRUE"),
            List.of("1.1"));
    request.setControls(
        new Control(SHOW_DELETED, true), new SimplePagedResultsControl(1, null, true));
    try {
      return reading.tryTo(request, budget).getEntryCount() > 0;
    } catch (LDAPException answer) {
      if (Causes.isTransport(answer)) {
        throw ReadFailure.of(reading.server(), answer);
      }
      return false;
    }
  }

  private long highest() throws ReadFailure {
    return number(root("highestCommittedUSN"));
  }

  private long number(String text) throws ReadFailure {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException none) {
      throw again("the update sequence number is none");
    }
  }

  /** The identity of the controller's database: a restored one has another. */
  private String invocation() throws ReadFailure {
    return reading
        .base(
            root("dsServiceName"),
            Filter.createPresenceFilter("objectClass"),
            List.of("invocationId"),
            budget)
        .stream()
        .findFirst()
        .flatMap(it -> Optional.ofNullable(it.getAttributeValueBytes("invocationId")))
        .map(HexFormat.of()::formatHex)
        .orElseThrow(() -> again("the controller does not tell its identity"));
  }

  private String root(String attribute) throws ReadFailure {
    return reading
        .base("", Filter.createPresenceFilter("objectClass"), List.of(attribute), budget)
        .stream()
        .findFirst()
        .flatMap(it -> Optional.ofNullable(it.getAttributeValue(attribute)))
        .orElseThrow(() -> again("the controller does not tell its " + attribute));
  }

  private String domain() throws ReadFailure {
    return reading
        .profile()
        .said("defaultNamingContext")
        .orElseThrow(() -> again("the controller does not tell its domain"));
  }

  private ReadFailure again(String why) {
    return new ReadFailure(
        Trouble.BEGIN_AGAIN, reading.server() + ": " + why + ": read everything");
  }
}
