package org.vedette.ldap;

import java.util.List;

/**
 * Object identifiers of extended operations and controls that are treated in a way of their own.
 */
final class Extensions {
  /** RFC 4532. */
  static final String WHO_AM_I = "1.3.6.1.4.1.4203.1.11.3";

  /** RFC 3909. */
  static final String CANCEL = "1.3.6.1.1.8";

  /** RFC 3062. */
  static final String PASSWORD_MODIFY = "1.3.6.1.4.1.4203.1.11.1";

  /** Proxied authorization: RFC 4370, and the draft before it, version 1. */
  static final List<String> PROXIED =
      List.of("2.16.840.1.113730.3.4.18", "2.16.840.1.113730.3.4.12");

  private static final String OID = "[0-2](\\.(0|[1-9][0-9]{0,17})){1,30}";

  private Extensions() {}

  /** Tells whether a text is an object identifier. */
  static boolean isOid(String text) {
    return text.length() <= 200 && text.matches(OID);
  }
}
