package org.vedette.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.api.user.UserNames;

/**
 * The search for whoever a typed name may mean: {@code DOMAIN\account}, {@code account@domain},
 * {@code account}, or a mail address.
 *
 * @param base entry below which to search
 * @param filter what to search
 * @param typed the normal form of the name, as entries are compared with
 */
record NameQuery(String base, Filter filter, String typed) {
  private static final String PRINCIPAL = "userPrincipalName";

  /** Returns the search; empty when the name can be nobody's here. */
  static Optional<NameQuery> of(Profile profile, DirectorySettings settings, String name) {
    Optional<String> normal = UserNames.normalise(name);
    if (normal.isEmpty()) {
      return Optional.empty();
    }
    String typed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    int slash = typed.indexOf('\\');
    if (slash >= 0) {
      String account = typed.substring(slash + 1);
      Optional<Domains.Domain> domain = profile.domains().called(typed.substring(0, slash));
      return domain.isEmpty() || account.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new NameQuery(
                  narrower(settings.baseDn(), domain.get().place()),
                  limited(profile, settings, accounts(profile, account)),
                  normal.get()));
    }
    List<Filter> any = new ArrayList<>(accounts(profile, typed));
    any.add(Filter.createEqualityFilter(PRINCIPAL, typed));
    profile
        .map()
        .of(DirectoryEntry.MAIL)
        .forEach(mail -> any.add(Filter.createEqualityFilter(mail, typed)));
    int at = typed.lastIndexOf('@');
    if (at > 0 && profile.domains().called(typed.substring(at + 1)).isPresent()) {
      any.addAll(accounts(profile, typed.substring(0, at)));
    }
    return Optional.of(
        new NameQuery(settings.baseDn(), limited(profile, settings, any), normal.get()));
  }

  private static List<Filter> accounts(Profile profile, String account) {
    Set<String> attributes = new LinkedHashSet<>(List.of("uid", EntryReader.ACCOUNT));
    if (profile.kind() == DirectoryKind.LDAP) {
      attributes.addAll(profile.map().of(DirectoryEntry.USERNAME));
    }
    return attributes.stream().map(it -> Filter.createEqualityFilter(it, account)).toList();
  }

  /**
   * Of Active Directory only people sign in, no computers. Elsewhere only a filter of people that
   * somebody set limits who may.
   */
  private static Filter limited(Profile profile, DirectorySettings settings, List<Filter> any) {
    Filter names = Filter.createORFilter(any);
    return profile.kind() == DirectoryKind.LDAP && settings.reading().filter(Kind.USER).isEmpty()
        ? names
        : Filter.createANDFilter(profile.filter(Kind.USER), names);
  }

  private static String narrower(String base, DN domain) {
    try {
      return domain.isDescendantOf(new DN(base), false) ? domain.toString() : base;
    } catch (LDAPException impossible) {
      return base;
    }
  }

  /**
   * Keeps those that really are called so: a directory may compare without accents, and knows
   * nothing of the domain in the search.
   */
  List<SearchResultEntry> really(List<SearchResultEntry> found, EntryReader reader) {
    return found.stream().filter(entry -> names(reader, entry).anyMatch(typed::equals)).toList();
  }

  private static Stream<String> names(EntryReader reader, SearchResultEntry entry) {
    return reader.typable(entry).stream().flatMap(name -> UserNames.normalise(name).stream());
  }
}
