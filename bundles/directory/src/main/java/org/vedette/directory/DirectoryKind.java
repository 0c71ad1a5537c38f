package org.vedette.directory;

import static org.vedette.api.directory.DirectoryEntry.DESCRIPTION;
import static org.vedette.api.directory.DirectoryEntry.FIRST_NAME;
import static org.vedette.api.directory.DirectoryEntry.LAST_NAME;
import static org.vedette.api.directory.DirectoryEntry.MAIL;
import static org.vedette.api.directory.DirectoryEntry.NAME;
import static org.vedette.api.directory.DirectoryEntry.PHONE;
import static org.vedette.api.directory.DirectoryEntry.USERNAME;

import java.util.List;
import java.util.Map;
import org.vedette.api.directory.DirectoryEntry.Kind;

/** What a directory is, with what is right for most of its kind. */
enum DirectoryKind {
  /** Active Directory, or what speaks like it (MS-ADTS). */
  AD(
      "(&(objectCategory=person)(objectClass=user))",
      // Security-enabled groups: bit 31 of groupType (MS-ADTS, section 2.2.12).
      "(&(objectCategory=group)(groupType:1.2.840.113556.1.4.803:=2147483648))",
      "(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=domainDNS))"),
  /** Any other LDAP directory. */
  LDAP(
      "(|(objectClass=person)(objectClass=inetOrgPerson)(objectClass=posixAccount)(objectClass=account))",
      "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup)"
          + "(objectClass=group))",
      "(|(objectClass=organizationalUnit)(objectClass=organization)(objectClass=domain)"
          + "(objectClass=dcObject)(objectClass=container))");

  /** The fact that is the identity; it is part of the map, but not of the facts. */
  static final String ID = "id";

  private final Map<Kind, String> filters;

  DirectoryKind(String users, String groups, String containers) {
    this.filters = Map.of(Kind.USER, users, Kind.GROUP, groups, Kind.CONTAINER, containers);
  }

  /** Returns the filter of entries of a kind. */
  String filter(Kind kind) {
    return filters.getOrDefault(kind, "(objectClass=*)");
  }

  /** Returns the attributes that are read, by fact, the first that is not empty counts. */
  Map<String, List<String>> attributes() {
    boolean ad = this == AD;
    return Map.ofEntries(
        Map.entry(ID, List.of(ad ? "objectGUID" : "entryUUID")),
        Map.entry(USERNAME, ad ? List.of("userPrincipalName", "sAMAccountName") : List.of("uid")),
        Map.entry(NAME, ad ? List.of("name") : List.of("cn", "ou", "o", "dc")),
        Map.entry(FIRST_NAME, List.of("givenName")),
        Map.entry(LAST_NAME, List.of("sn")),
        Map.entry(MAIL, List.of("mail")),
        Map.entry(DESCRIPTION, List.of("description")),
        Map.entry(PHONE + "business", List.of("telephoneNumber")),
        Map.entry(PHONE + "home", List.of("homePhone")),
        Map.entry(PHONE + "pager", List.of("pager")),
        Map.entry(PHONE + "mobile", List.of("mobile")),
        Map.entry(PHONE + "fax", List.of("facsimileTelephoneNumber")),
        Map.entry(PHONE + "ip", ad ? List.of("ipPhone") : List.of()));
  }
}
