package org.vedette.client.radius;

/** What is made of replies to Access-Requests that have no Message-Authenticator. */
public enum Protection {
  /** They are ignored: they may be forged (CVE-2024-3596). */
  DEMANDED,
  /** They are taken, and told as a problem; so is one that is not the first attribute. */
  JUDGED,
  /** They are taken: many old servers send such. One that is there must be right all the same. */
  OFF
}
