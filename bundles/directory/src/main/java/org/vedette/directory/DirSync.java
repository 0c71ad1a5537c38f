package org.vedette.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.experimental.ActiveDirectoryDirSyncControl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.directory.ChangeReader.Found;
import org.vedette.directory.Cursor.Way;

/**
 * Changes of a domain of Active Directory by its control DirSync (MS-ADTS, section 3.1.1.3.4.1.3),
 * removed entries included. Needs the right "Replicating Directory Changes". Blocks.
 */
final class DirSync {
  private static final String OID = ActiveDirectoryDirSyncControl.DIRSYNC_OID;

  /** Any attribute of replication, for instance that it was removed. */
  private static final List<String> ALWAYS =
      List.of("objectGUID", "isDeleted", "name", "parentGUID", "member", "objectClass");

  private static final String NOBODY = "(objectClass=vedetteNobody)";
  private static final String ANY =
      "(|(objectClass=person)(objectClass=group)(objectClass=organizationalUnit)"
          + "(objectClass=container)(objectClass=domainDNS))";
  private static final int BYTES = 1 << 20;
  private static final int MOST_ROUNDS = 10_000;

  private final Reading reading;
  private final Budget budget;

  DirSync(Reading reading, Budget budget) {
    this.reading = reading;
    this.budget = budget;
  }

  /** Returns the cursor of now; empty where it cannot be used, or not by this account. */
  Optional<Cursor> now() throws ReadFailure {
    if (!reading.profile().supports(OID) || domain().isEmpty()) {
      return Optional.empty();
    }
    ASN1OctetString cookie = null;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      ActiveDirectoryDirSyncControl told;
      try {
        // Nothing matches, so that only the cookie moves on.
        told = told(ask(NOBODY, cookie));
      } catch (LDAPException refused) {
        return unless(refused);
      }
      cookie = told.getCookie();
      if (told.getFlags() == 0) {
        return Optional.of(Cursor.of(Way.DIRSYNC, domain().get(), octets(cookie)));
      }
    }
    throw new ReadFailure(Trouble.MALFORMED, reading.server() + ": DirSync does not end");
  }

  /** Without the right another way may serve. */
  private Optional<Cursor> unless(LDAPException refused) throws ReadFailure {
    int code = refused.getResultCode().intValue();
    if (code == 50 || code == 12 || code == 53 || code == 8) {
      return Optional.empty();
    }
    throw ReadFailure.of(reading.server(), refused);
  }

  /** Returns the next changes. */
  Found since(Cursor cursor) throws ReadFailure {
    byte[] cookie = cursor.cookie().orElseThrow(() -> again("the cookie cannot be read"));
    if (!cursor.server().equals(domain().orElse(""))) {
      throw again("the cursor is of another domain");
    }
    SearchResult result;
    ActiveDirectoryDirSyncControl told;
    try {
      result = ask(ANY, new ASN1OctetString(cookie));
      told = told(result);
    } catch (LDAPException refused) {
      if (Causes.isTransport(refused)) {
        throw ReadFailure.of(reading.server(), refused);
      }
      throw again("DirSync is refused now: " + Causes.answer(refused));
    }
    Set<String> changed = new HashSet<>();
    Set<String> gone = new HashSet<>();
    for (SearchResultEntry each : result.getSearchEntries()) {
      String id = id(each);
      boolean deleted = "TRUE".equalsIgnoreCase(each.getAttributeValue("isDeleted"));
      (deleted ? gone : changed).add(id);
    }
    Cursor next = Cursor.of(Way.DIRSYNC, cursor.server(), octets(told.getCookie()));
    return new Found(changed, gone, next, told.getFlags() != 0);
  }

  private String id(SearchResultEntry entry) throws ReadFailure {
    byte[] guid = entry.getAttributeValueBytes("objectGUID");
    return Optional.ofNullable(guid)
        .flatMap(value -> Ids.read("objectGUID", value))
        .orElseThrow(() -> again("a change has no objectGUID"));
  }

  private SearchResult ask(String filter, @org.jspecify.annotations.Nullable ASN1OctetString cookie)
      throws ReadFailure, LDAPException {
    Set<String> attributes = new LinkedHashSet<>(reading.profile().reader().attributes());
    attributes.addAll(ALWAYS);
    SearchRequest request =
        Reading.request(
            domain().orElseThrow(),
            SearchScope.SUB,
            Filter.create(filter),
            new ArrayList<>(attributes));
    request.addControl(new ActiveDirectoryDirSyncControl(true, 0, BYTES, cookie));
    return reading.tryTo(request, budget);
  }

  private ActiveDirectoryDirSyncControl told(SearchResult result)
      throws LDAPException, ReadFailure {
    ActiveDirectoryDirSyncControl control = ActiveDirectoryDirSyncControl.get(result);
    if (control == null) {
      throw again("the server ignores DirSync");
    }
    return control;
  }

  /** The whole domain: DirSync takes no other base. */
  private Optional<String> domain() {
    return reading.profile().said("defaultNamingContext");
  }

  private static byte[] octets(@org.jspecify.annotations.Nullable ASN1OctetString cookie) {
    return cookie == null ? new byte[0] : cookie.getValue();
  }

  private ReadFailure again(String why) {
    return new ReadFailure(
        Trouble.BEGIN_AGAIN, reading.server() + ": " + why + ": read everything");
  }
}
