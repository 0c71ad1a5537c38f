package org.vedette.api.auth;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The groups that primary authentication found a user in, as one of the attributes of an outcome:
 * attributes are kept while a person is being asked. There only if the request wanted groups.
 */
public final class Memberships {
  private static final String ATTRIBUTE = "vedette.groups";
  private static final String BETWEEN = "\n";

  private Memberships() {}

  /** Writes ids of groups as an attribute; nothing when there are none. */
  public static Map<String, String> write(Set<String> groups) {
    return groups.isEmpty()
        ? Map.of()
        : Map.of(ATTRIBUTE, String.join(BETWEEN, new TreeSet<>(groups)));
  }

  /** Reads the ids of groups among attributes; empty when there are none. */
  public static Set<String> read(Map<String, String> attributes) {
    String all = attributes.getOrDefault(ATTRIBUTE, "");
    return all.isEmpty()
        ? Set.of()
        : Arrays.stream(all.split(BETWEEN, -1)).collect(Collectors.toUnmodifiableSet());
  }
}
