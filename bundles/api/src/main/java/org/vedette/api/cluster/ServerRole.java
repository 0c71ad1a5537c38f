package org.vedette.api.cluster;

/** The part of a server in its cluster. */
public enum ServerRole {
  /** It belongs to no cluster and takes changes. */
  SINGLE,
  /** It takes changes and passes them on. */
  MASTER,
  /** It follows, and answers sign-ins; changes asked of it go to the master. */
  SUBORDINATE,
  /** It takes changes as all others do: their records lie in one database. */
  EQUAL,
  /** It is being given a copy of the records. */
  JOINING,
  /**
   * It was the master when it stopped, and takes no changes before it has heard that no other was
   * promoted since.
   */
  WAITING,
  /** It is not known: the server does not answer. */
  UNKNOWN
}
