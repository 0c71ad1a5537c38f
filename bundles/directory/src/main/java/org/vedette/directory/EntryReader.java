package org.vedette.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;

/**
 * Reads entries as they come from a directory that may hold anything: nothing in them is an
 * exception, and what cannot be taken over is named. Immutable.
 */
final class EntryReader {
  /** Attribute of Active Directory whose bit 2 is "disabled" (MS-ADTS, section 2.2.16). */
  static final String CONTROL = "userAccountControl";

  /** Name of Active Directory that stands behind {@code DOMAIN\}. */
  static final String ACCOUNT = "sAMAccountName";

  private static final String PRINCIPAL = "userPrincipalName";
  private static final String LOCKED = "pwdAccountLockedTime";
  private static final String LOCKED_FOR_GOOD = "000001010000Z";
  private static final String NS_LOCK = "nsAccountLock";
  private static final int DISABLED = 2;
  private static final int MOST_NAMES = 32;

  /**
   * What was read.
   *
   * @param entry the entry; empty when it cannot be told which it is
   * @param oddities what is wrong with it
   */
  record Read(Optional<DirectoryEntry> entry, List<String> oddities) {}

  private final AttributeMap map;
  private final List<String> further;
  private final Domains domains;
  private final boolean ad;

  EntryReader(AttributeMap map, List<String> further, Domains domains, DirectoryKind kind) {
    this.map = map;
    this.further = further;
    this.domains = domains;
    this.ad = kind == DirectoryKind.AD;
  }

  /** Returns the attributes to ask for. */
  List<String> attributes() {
    Set<String> all = new LinkedHashSet<>(map.all());
    all.addAll(further);
    all.addAll(ad ? List.of(ACCOUNT, PRINCIPAL, CONTROL) : List.of(LOCKED, NS_LOCK));
    return List.copyOf(all);
  }

  /** Returns the attributes that tell who somebody is. */
  List<String> identifying() {
    Set<String> all = new LinkedHashSet<>(List.of(map.id()));
    all.addAll(map.of(DirectoryEntry.USERNAME));
    all.addAll(map.of(DirectoryEntry.MAIL));
    all.add(ad ? ACCOUNT : "uid");
    all.add(PRINCIPAL);
    return List.copyOf(all);
  }

  /** Reads one entry. */
  Read read(Kind kind, SearchResultEntry entry) {
    List<String> odd = new ArrayList<>();
    Optional<String> id = id(entry, odd);
    if (id.isEmpty()) {
      return new Read(Optional.empty(), odd);
    }
    Set<String> unreadable = new HashSet<>();
    Map<String, String> facts = facts(entry, odd, unreadable);
    if (kind != Kind.USER) {
      facts.remove(DirectoryEntry.USERNAME);
    }
    Set<String> names = kind == Kind.USER ? names(entry) : Set.of();
    if (kind == Kind.USER
        && facts.get(DirectoryEntry.USERNAME) == null
        && !unreadable.contains(DirectoryEntry.USERNAME)) {
      odd.add(
          Texts.shown(entry.getDN())
              + " has no name to be imported by: no "
              + String.join(", no ", map.of(DirectoryEntry.USERNAME)));
    }
    boolean enabled = kind != Kind.USER || enabled(entry);
    return new Read(
        Optional.of(
            new DirectoryEntry(id.get(), entry.getDN(), kind, enabled, facts, names, unreadable)),
        odd);
  }

  /** Returns the identity alone. */
  Optional<String> id(SearchResultEntry entry, List<String> odd) {
    Attribute attribute = entry.getAttribute(map.id());
    byte[][] values = attribute == null ? new byte[0][] : attribute.getValueByteArrays();
    Optional<String> id = values.length == 1 ? Ids.read(map.id(), values[0]) : Optional.empty();
    if (id.isEmpty()) {
      odd.add(
          "%s is left out: %s %s"
              .formatted(
                  Texts.shown(entry.getDN()),
                  switch (values.length) {
                    case 0 -> "it has no";
                    case 1 -> "it has no usable";
                    default -> "it has more than one";
                  },
                  map.id()));
    }
    return id;
  }

  private Map<String, String> facts(
      SearchResultEntry entry, List<String> odd, Set<String> unreadable) {
    Map<String, List<String>> wanted = new HashMap<>();
    further.forEach(name -> wanted.put(name, List.of(name)));
    wanted.putAll(map.attributes());
    wanted.remove(DirectoryKind.ID);
    Map<String, String> facts = new HashMap<>();
    wanted.forEach(
        (fact, attributes) -> {
          Optional<Attribute> held = held(entry, attributes);
          Optional<String> text = held.flatMap(it -> text(it, entry, odd));
          text.ifPresent(value -> facts.put(fact, value));
          if (held.isPresent() && text.isEmpty()) {
            odd.add(Texts.shown(entry.getDN()) + ": " + fact + " holds what is no text");
            unreadable.add(fact);
          }
        });
    return facts;
  }

  /** Returns the first that holds anything: what is no text does not make way for another. */
  private static Optional<Attribute> held(SearchResultEntry entry, List<String> attributes) {
    return attributes.stream()
        .flatMap(name -> Optional.ofNullable(entry.getAttribute(name)).stream())
        .filter(it -> Arrays.stream(it.getValueByteArrays()).anyMatch(EntryReader::isSomething))
        .findFirst();
  }

  private static boolean isSomething(byte[] value) {
    for (byte each : value) {
      if (each != ' ' && each != '\t' && each != '\r' && each != '\n') {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> text(
      Attribute attribute, SearchResultEntry entry, List<String> odd) {
    for (byte[] value : attribute.getValueByteArrays()) {
      Optional<String> text = Texts.read(value);
      if (text.isPresent()) {
        return Optional.of(cut(text.get(), attribute.getName(), entry, odd));
      }
    }
    return Optional.empty();
  }

  private static String cut(String text, String name, SearchResultEntry entry, List<String> odd) {
    if (text.length() <= Texts.LONGEST) {
      return text;
    }
    odd.add(
        Texts.shown(entry.getDN()) + ": " + name + " is longer than " + Texts.LONGEST + ", cut");
    int end = Character.isHighSurrogate(text.charAt(Texts.LONGEST - 1)) ? 1 : 0;
    return text.substring(0, Texts.LONGEST - end);
  }

  /**
   * Returns the names of the account. A mail address is none: people may change it themselves, and
   * it must not make one person another.
   */
  Set<String> names(SearchResultEntry entry) {
    Optional<Domains.Domain> domain = domain(entry);
    Set<String> names = new LinkedHashSet<>();
    for (String account : ad ? texts(entry, ACCOUNT) : accounts(entry)) {
      names.add(account);
      domain.ifPresent(
          it -> {
            if (!it.brief().isEmpty()) {
              names.add(it.brief() + "\\" + account);
            }
            if (account.indexOf('@') < 0) {
              names.add(account + "@" + it.dns());
            }
          });
    }
    names.addAll(texts(entry, PRINCIPAL));
    return names.size() <= MOST_NAMES
        ? names
        : new LinkedHashSet<>(new ArrayList<>(names).subList(0, MOST_NAMES));
  }

  /** Returns what may be typed for the entry: its names, and its mail addresses. */
  Set<String> typable(SearchResultEntry entry) {
    Set<String> all = new LinkedHashSet<>(names(entry));
    Optional<Domains.Domain> domain = domain(entry);
    for (String account : ad ? texts(entry, ACCOUNT) : accounts(entry)) {
      domain.ifPresent(it -> all.add(it.dns() + "\\" + account));
    }
    map.of(DirectoryEntry.MAIL).forEach(name -> all.addAll(texts(entry, name)));
    map.of(DirectoryEntry.USERNAME).forEach(name -> all.addAll(texts(entry, name)));
    all.addAll(texts(entry, "uid"));
    return all;
  }

  private Set<String> accounts(SearchResultEntry entry) {
    Set<String> all = new LinkedHashSet<>();
    map.of(DirectoryEntry.USERNAME).forEach(name -> all.addAll(texts(entry, name)));
    return all;
  }

  private Optional<Domains.Domain> domain(SearchResultEntry entry) {
    try {
      return domains.of(new DN(entry.getDN()));
    } catch (LDAPException malformed) {
      return Optional.empty();
    }
  }

  private static List<String> texts(SearchResultEntry entry, String name) {
    Attribute attribute = entry.getAttribute(name);
    if (attribute == null) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (byte[] value : attribute.getValueByteArrays()) {
      Texts.read(value).filter(text -> text.length() <= 256).ifPresent(found::add);
    }
    return found;
  }

  private boolean enabled(SearchResultEntry entry) {
    if (ad) {
      Integer control = entry.getAttributeValueAsInteger(CONTROL);
      return control == null || (control & DISABLED) == 0;
    }
    return !LOCKED_FOR_GOOD.equals(entry.getAttributeValue(LOCKED))
        && !"true".equalsIgnoreCase(entry.getAttributeValue(NS_LOCK));
  }
}
