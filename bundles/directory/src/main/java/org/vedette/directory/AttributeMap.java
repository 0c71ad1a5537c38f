package org.vedette.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vedette.api.directory.DirectoryEntry;

/**
 * Which attributes facts are read from.
 *
 * @param attributes names of attributes by fact; the first that is not empty counts
 */
record AttributeMap(Map<String, List<String>> attributes) {
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,99}");
  private static final int MOST_ALTERNATIVES = 8;

  /** Every fact that may be mapped. */
  static final Set<String> FACTS =
      Set.copyOf(
          Stream.concat(
                  Stream.of(
                      DirectoryKind.ID,
                      DirectoryEntry.USERNAME,
                      DirectoryEntry.NAME,
                      DirectoryEntry.FIRST_NAME,
                      DirectoryEntry.LAST_NAME,
                      DirectoryEntry.MAIL,
                      DirectoryEntry.USER_GROUP,
                      DirectoryEntry.DESCRIPTION,
                      DirectoryEntry.EXTENSION),
                  Stream.concat(
                      Stream.of("business", "home", "pager", "mobile", "fax", "ip", "custom")
                          .map(DirectoryEntry.PHONE::concat),
                      Stream.of("call", "text", "app", "oath")
                          .map(DirectoryEntry.LANGUAGE::concat)))
              .toList());

  /** Copies the map. */
  AttributeMap {
    attributes = Map.copyOf(attributes);
  }

  /**
   * Reads what differs from the defaults: {@code fact=attribute;attribute}, or {@code fact=} for
   * none.
   *
   * @param bad told of each item that is wrong: the item, and what is wrong with it
   */
  static AttributeMap parse(List<String> items, BiConsumer<String, String> bad) {
    Map<String, List<String>> read = new HashMap<>();
    for (String item : items) {
      int at = item.indexOf('=');
      String fact = at < 0 ? item : item.substring(0, at).strip();
      List<String> names =
          at < 0
              ? List.of()
              : Arrays.stream(item.substring(at + 1).split(";", -1))
                  .map(String::strip)
                  .filter(name -> !name.isEmpty())
                  .toList();
      problem(at, fact, names)
          .ifPresentOrElse(
              what -> bad.accept(item, what),
              () -> {
                if (read.put(fact, names) != null) {
                  bad.accept(item, "is the second for " + fact);
                }
              });
    }
    return new AttributeMap(read);
  }

  private static Optional<String> problem(int at, String fact, List<String> names) {
    if (at < 0) {
      return Optional.of("must be like mail=mail, or username=userPrincipalName;sAMAccountName");
    }
    if (!FACTS.contains(fact)) {
      return Optional.of("must begin with one of " + String.join(", ", new TreeSet<>(FACTS)));
    }
    if (names.size() > MOST_ALTERNATIVES
        || !names.stream().allMatch(name -> ATTRIBUTE.matcher(name).matches())) {
      return Optional.of(
          "must name attributes, at most " + MOST_ALTERNATIVES + " with ; between them");
    }
    if (names.isEmpty()
        && (fact.equals(DirectoryKind.ID) || fact.equals(DirectoryEntry.USERNAME))) {
      return Optional.of("must name an attribute: nobody could be told from anybody else");
    }
    return Optional.empty();
  }

  /** Returns the defaults of a kind with these differences. */
  AttributeMap over(DirectoryKind kind) {
    Map<String, List<String>> all = new HashMap<>(kind.attributes());
    all.putAll(attributes);
    return new AttributeMap(all);
  }

  /** Returns the attributes of a fact in order; none when it is not read. */
  List<String> of(String fact) {
    return attributes.getOrDefault(fact, List.of());
  }

  /** Returns the attribute that is the identity. */
  String id() {
    return of(DirectoryKind.ID).get(0);
  }

  /** Returns all attributes, without the identity's. */
  List<String> all() {
    return new ArrayList<>(
        new TreeSet<>(attributes.values().stream().flatMap(List::stream).toList()));
  }
}
