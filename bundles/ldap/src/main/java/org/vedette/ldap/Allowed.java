package org.vedette.ldap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an application may ask of the directory.
 *
 * @param operations kinds of operations
 * @param passwordModify whether passwords may be changed, by Modify or Password Modify
 * @param extensions object identifiers of extended operations
 * @param attributes attributes it may see and search by, in lower case; empty for all
 * @param sizeLimit most entries of a search; 0 for no limit
 */
record Allowed(
    Set<Op> operations,
    boolean passwordModify,
    Set<String> extensions,
    Set<String> attributes,
    int sizeLimit) {
  static final String PASSWORD_MODIFY = "passwordModify";

  private static final Map<String, Op> WORDS =
      Map.of(
          "search", Op.SEARCH,
          "compare", Op.COMPARE,
          "modify", Op.MODIFY,
          "add", Op.ADD,
          "delete", Op.DELETE,
          "modifyDn", Op.MODIFY_DN);

  private static final String ATTRIBUTE = "[A-Za-z][A-Za-z0-9-]{0,99}|[0-2](\\.[0-9]{1,10}){1,30}";

  /** Reads the words for operations; empty when one is none. */
  static Optional<Set<Op>> operations(List<String> words) {
    return words.stream().allMatch(each -> isWord(each))
        ? Optional.of(
            words.stream()
                .filter(WORDS::containsKey)
                .map(WORDS::get)
                .collect(Collectors.toUnmodifiableSet()))
        : Optional.empty();
  }

  /** Tells whether a text may be the name of an attribute. */
  static boolean isAttribute(String text) {
    return text.matches(ATTRIBUTE);
  }

  /** Tells whether the application may see and search by an attribute, options aside. */
  boolean attribute(String description) {
    return attributes.isEmpty() || attributes.contains(base(description));
  }

  /** Cuts options off the description of an attribute (RFC 4512 section 2.5). */
  static String base(String description) {
    int options = description.indexOf(';');
    return (options < 0 ? description : description.substring(0, options)).toLowerCase(Locale.ROOT);
  }

  private static boolean isWord(String word) {
    return WORDS.containsKey(word) || word.equals(PASSWORD_MODIFY);
  }
}
