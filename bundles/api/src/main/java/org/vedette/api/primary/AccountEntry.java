package org.vedette.api.primary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which entry of a directory a right password belongs to, as one of the attributes of {@link
 * PrimaryVerdict.Confirmed}: whoever typed another form of the name is found by it. It is for the
 * core, which takes it out again.
 *
 * @param directory name of the directory
 * @param entry identity of the entry in it, see {@code DirectoryEntry.id}
 * @param names names of the account, see {@code DirectoryEntry.names}
 */
public record AccountEntry(String directory, String entry, Set<String> names) {
  private static final String ATTRIBUTE = "vedette.account";
  private static final String BETWEEN = "\n";

  /** Copies the names; none of the texts holds a line break. */
  public AccountEntry {
    names = Set.copyOf(names);
  }

  /** Writes it as an attribute. */
  public Map<String, String> attributes() {
    return Map.of(ATTRIBUTE, directory + BETWEEN + entry + BETWEEN + String.join(BETWEEN, names));
  }

  /** Finds it among attributes; empty when it is not there. */
  public static Optional<AccountEntry> find(Map<String, String> attributes) {
    List<String> lines = Arrays.asList(attributes.getOrDefault(ATTRIBUTE, "").split(BETWEEN, -1));
    if (lines.size() < 2) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>(lines.subList(2, lines.size()));
    names.remove("");
    return Optional.of(new AccountEntry(lines.get(0), lines.get(1), names));
  }

  /** Returns the attributes without it. */
  public static Map<String, String> without(Map<String, String> attributes) {
    if (!attributes.containsKey(ATTRIBUTE)) {
      return attributes;
    }
    Map<String, String> others = new HashMap<>(attributes);
    others.remove(ATTRIBUTE);
    return others;
  }
}
