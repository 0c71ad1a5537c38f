package org.vedette.ldap;

/** What came is not LDAP, or breaks a limit; the connection cannot go on. */
final class BrokenException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokenException(String why) {
    super(why);
  }
}
