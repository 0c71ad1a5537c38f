package org.vedette.api.auth;

/** What a listener can do while a phone rings. */
public enum Waiting {
  /** It completes the stage later and keeps its client waiting (RADIUS, LDAP). */
  HOLD,
  /** It takes a challenge and asks again (web, SDK, AD FS). */
  POLL
}
