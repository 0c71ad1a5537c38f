package org.vedette.testkit.smpp;

import java.util.Optional;

/**
 * What a centre does with a message.
 *
 * @param status what it answers; 0 where it takes it
 * @param id by which it takes it; empty: the next number
 * @param silent whether it does not answer at all
 * @param drops whether it ends all sessions before it answers
 */
public record Manner(int status, Optional<String> id, boolean silent, boolean drops) {
  /** Takes it. */
  public static final Manner ACCEPT = new Manner(0, Optional.empty(), false, false);

  /** Stays silent until the session ends. */
  public static final Manner SILENT = new Manner(0, Optional.empty(), true, false);

  /** Ends the sessions. */
  public static final Manner DROP = new Manner(0, Optional.empty(), true, true);

  /** Refuses it. */
  public static Manner refuse(int status) {
    return new Manner(status, Optional.empty(), false, false);
  }

  /** Takes it by this id. */
  public static Manner as(String id) {
    return new Manner(0, Optional.of(id), false, false);
  }
}
