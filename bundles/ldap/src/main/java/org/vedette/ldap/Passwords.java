package org.vedette.ldap;

import java.util.Set;

/**
 * Attributes that hold passwords or what is made of them. Whoever compares them or searches by them
 * checks a password without a second factor.
 */
final class Passwords {
  private static final Set<String> NAMES =
      Set.of(
          // RFC 4519 section 2.41
          "userpassword",
          "2.5.4.35",
          // RFC 3112
          "authpassword",
          "1.3.6.1.4.1.4203.1.3.4",
          // Active Directory: MS-ADA3 2.332, MS-ADA1 2.134 and 2.137, MS-ADA3 2.130
          "unicodepwd",
          "1.2.840.113556.1.4.90",
          "dbcspwd",
          "1.2.840.113556.1.4.55",
          "ntpwdhistory",
          "1.2.840.113556.1.4.94",
          "lmpwdhistory",
          "1.2.840.113556.1.4.160",
          "supplementalcredentials",
          "1.2.840.113556.1.4.125",
          "clearpassword",
          // Samba 3 schema
          "sambantpassword",
          "1.3.6.1.4.1.7165.2.1.25",
          "sambalmpassword",
          "1.3.6.1.4.1.7165.2.1.24",
          "sambapasswordhistory",
          "1.3.6.1.4.1.7165.2.1.54");

  private Passwords() {}

  /** Tells whether an attribute, named by its name or identifier, is one of them. */
  static boolean named(String description) {
    return NAMES.contains(Allowed.base(description));
  }
}
