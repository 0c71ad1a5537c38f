package org.vedette.directory;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Escapes values for filters and names. All but plain characters is escaped: no list to forget. */
final class LdapText {
  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.-_";

  private LdapText() {}

  /** Returns {@code value} as an assertion value of a filter (RFC 4515, section 3). */
  static String filterValue(String value) {
    return escape(value);
  }

  /** Returns {@code value} as an attribute value of a DN (RFC 4514, section 2.4: hex pairs). */
  static String dnValue(String value) {
    return escape(value);
  }

  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    HexFormat hex = HexFormat.of();
    for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
      if (each > 0 && PLAIN.indexOf(each) >= 0) {
        escaped.append((char) each);
      } else {
        escaped.append('\\').append(hex.toHexDigits(each));
      }
    }
    return escaped.toString();
  }
}
