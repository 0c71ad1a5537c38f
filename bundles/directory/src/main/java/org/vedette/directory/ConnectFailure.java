package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/** A connection to a server could not be made ready: network, TLS or service account. */
final class ConnectFailure extends LDAPException {
  private static final long serialVersionUID = 1L;

  /** Who can mend it. */
  enum Kind {
    /** Time may: the server is down or slow. Tried again soon. */
    PASSING,
    /** Only an operator can. Tried again seldom, lest the service account be locked. */
    LASTING
  }

  /** What was being done. */
  enum Stage {
    /** Opening the connection. */
    NETWORK,
    /** Encrypting it. */
    TLS,
    /** Signing in as the service account. */
    CREDENTIALS
  }

  private final Kind kind;
  private final Stage stage;
  private final String why;

  ConnectFailure(Kind kind, Stage stage, String why) {
    super(ResultCode.CONNECT_ERROR, why);
    this.kind = kind;
    this.stage = stage;
    this.why = why;
  }

  /** Returns who can mend it. */
  Kind kind() {
    return kind;
  }

  /** Returns what was being done. */
  Stage stage() {
    return stage;
  }

  /** Returns one sentence: what is wrong and, if an operator must act, what to do. */
  String why() {
    return why;
  }
}
