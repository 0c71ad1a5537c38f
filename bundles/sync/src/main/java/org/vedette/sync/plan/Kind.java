package org.vedette.sync.plan;

import java.util.Locale;

/** What is done with one person. */
public enum Kind {
  /** A new user. */
  ADD("added"),
  /** A user made by hand is linked to the entry. */
  ADOPT("adopted"),
  /** Fields change. */
  UPDATE("updated"),
  /** The name changes, and perhaps other fields. */
  RENAME("renamed"),
  /** May sign in again, and perhaps other fields change. */
  ENABLE("enabled"),
  /** Something is noted that nobody sees. */
  NOTE("noted"),
  /** May sign in no longer. */
  DISABLE("disabled"),
  /** Is removed. */
  REMOVE("removed");

  private final String count;

  Kind(String count) {
    this.count = count;
  }

  /** Returns the name of the count, see {@code SyncRun}. */
  public String count() {
    return count;
  }

  /** Returns the word of a line about it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
