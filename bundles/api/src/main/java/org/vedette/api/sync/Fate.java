package org.vedette.api.sync;

/** What becomes of a user whose entry is no longer what it was. */
public enum Fate {
  /** Nothing. */
  IGNORE,
  /** Disabled, and enabled again when the reason is gone. */
  DISABLE,
  /** Removed with everything that belongs to the user. */
  REMOVE
}
