package org.vedette.api.auth;

/** Why a challenge is given up before anybody answered. */
public enum AbandonReason {
  /** The client went away or took its request back. */
  CLIENT_GONE,
  /** The person began anew. */
  SUPERSEDED,
  /** Its time is over. */
  EXPIRED
}
