package org.vedette.listener.ldap;

/** What came is not LDAP, or breaks a limit; the connection cannot go on. */
public final class BrokenException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public BrokenException(String why) {
    super(why);
  }
}
