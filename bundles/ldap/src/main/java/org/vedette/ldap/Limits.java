package org.vedette.ldap;

import java.time.Duration;

/**
 * What strangers, clients and directories may use up.
 *
 * @param connections at a time
 * @param handshake how long a handshake may take, and the rest of a request that has begun
 * @param request octets of a request after a bind
 * @param response octets of an answer of a directory
 */
record Limits(int connections, Duration handshake, int request, int response) {
  static final Limits DEFAULTS = new Limits(10_000, Duration.ofSeconds(10), 4 << 20, 16 << 20);

  /** How deep elements of a request may stand in each other: filters nest. */
  static final int DEPTH = 64;

  /** Operations that one client may have running. */
  static final int OUTSTANDING = 1000;

  /** Octets that may wait to be sent before nothing more is read from the other side. */
  static final int WAITING = 256 << 10;

  private static final int BEFORE_BIND = 256 << 10;

  /** Octets of a request before a bind. */
  int firstRequest() {
    return Math.min(BEFORE_BIND, request);
  }
}
