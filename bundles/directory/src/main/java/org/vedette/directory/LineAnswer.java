package org.vedette.directory;

import com.unboundid.ldap.sdk.BindResult;

/** What came of a bind over a line. */
sealed interface LineAnswer {
  /**
   * The server has answered.
   *
   * @param result what
   */
  record Said(BindResult result) implements LineAnswer {}

  /** The server has had the bind, and did not answer in time. */
  record Late() implements LineAnswer {}

  /** There was no connection for it, or that broke; what is wrong shows on another way. */
  record Lost() implements LineAnswer {}
}
