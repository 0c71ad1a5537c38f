package org.vedette.ldap;

import java.time.Duration;
import java.util.UUID;

/**
 * A configured application, ready for use.
 *
 * @param application its id
 * @param version its version
 * @param name its name
 * @param deadline how long a sign-in may take
 * @param directory name of the directory behind it
 * @param tlsRequired whether passwords in clear text are refused
 * @param anonymous whether it may ask without a bind
 * @param services accounts that are never asked for a second factor
 * @param rules how names of users are taken from names of binds
 * @param allowed what it may ask of the directory
 * @param connections at a time
 * @param idle how long a connection may stay without a request; zero: for ever
 * @param remembering for how long equal binds are not asked again
 */
record Client(
    UUID application,
    long version,
    String name,
    Duration deadline,
    String directory,
    boolean tlsRequired,
    boolean anonymous,
    ServiceAccounts services,
    DnRules rules,
    Allowed allowed,
    int connections,
    Duration idle,
    Remembering remembering) {
  /**
   * For how long a bind that was granted counts for equal ones.
   *
   * @param collapse since it was granted, for programs that bind twice
   * @param idle since it was last used; zero: not at all
   * @param life since it was granted
   */
  record Remembering(Duration collapse, Duration idle, Duration life) {}
}
