package org.vedette.ldap;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

  /** Password policy, draft-behera-ldap-password-policy-10 section 6. */
  static final String PASSWORD_POLICY = "1.3.6.1.4.1.42.2.27.8.5.1";

  /** Proxied authorization: RFC 4370, and the draft before it, version 1. */
  static final List<String> PROXIED =
      List.of("2.16.840.1.113730.3.4.18", "2.16.840.1.113730.3.4.12");

  /**
   * Controls that hold filters of their own: Assertion (RFC 4528), Matched Values (RFC 3876). What
   * may not be searched by could be searched by them.
   */
  static final List<String> FILTERS = List.of("1.3.6.1.1.12", "1.2.826.0.1.3344810.2.3");

  /**
   * Controls that show attributes or their order beside the entries: Pre-Read and Post-Read (RFC
   * 4527), sorting (RFC 2891).
   */
  static final List<String> ATTRIBUTES =
      List.of("1.3.6.1.1.13.1", "1.3.6.1.1.13.2", "1.2.840.113556.1.4.473");

  private static final String OID = "[0-2](\\.(0|[1-9][0-9]{0,17})){1,30}";

  private Extensions() {}

  /** Controls that an application may not send. */
  static Set<String> refused(Allowed allowed) {
    Set<String> refused = new HashSet<>(PROXIED);
    refused.addAll(FILTERS);
    if (!allowed.attributes().isEmpty()) {
      refused.addAll(ATTRIBUTES);
    }
    return refused;
  }

  /** Tells whether a text is an object identifier. */
  static boolean isOid(String text) {
    return text.length() <= 200 && text.matches(OID);
  }
}
