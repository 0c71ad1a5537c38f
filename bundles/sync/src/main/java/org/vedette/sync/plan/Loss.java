package org.vedette.sync.plan;

/**
 * A user to be disabled or removed; not done before it is known how many they are.
 *
 * @param kind {@link Kind#DISABLE} or {@link Kind#REMOVE}
 * @param entry identity of the entry
 * @param username name of the user
 * @param reason {@code scope}, {@code disabled} or {@code deleted}
 */
public record Loss(Kind kind, String entry, String username, String reason) {
  /** The entry is in no item any more. */
  public static final String SCOPE = "scope";

  /** The directory lets the person sign in no longer. */
  public static final String DISABLED = "disabled";

  /** The entry is gone. */
  public static final String DELETED = "deleted";
}
