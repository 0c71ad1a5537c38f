package org.vedette.api.auth;

import java.util.Map;

/**
 * How much of what was typed into one field followed the password, as one of the attributes of an
 * outcome: a listener that shows the password to a directory cuts it off. Absent where the field
 * held the password alone. The length of the password itself is not told, because attributes are
 * kept while a person is being asked.
 */
public final class AppendedTail {
  private static final String ATTRIBUTE = "vedette.tail";

  private AppendedTail() {}

  /** Writes a number of octets, separator and code together, as an attribute; nothing for 0. */
  public static Map<String, String> write(int octets) {
    return octets == 0 ? Map.of() : Map.of(ATTRIBUTE, Integer.toString(octets));
  }

  /** Reads the number of octets among attributes; 0 when there is none. */
  public static int read(Map<String, String> attributes) {
    return Integer.parseInt(attributes.getOrDefault(ATTRIBUTE, "0"));
  }
}
