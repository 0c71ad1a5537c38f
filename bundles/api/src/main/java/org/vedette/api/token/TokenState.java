package org.vedette.api.token;

/** Where a hardware token stands. */
public enum TokenState {
  /** In the drawer. */
  FREE,
  /** Meant for a user who has not shown a code of it yet. */
  WAITING,
  /** A user signs in with it. */
  ASSIGNED
}
