package org.vedette.core.delivery;

import java.util.Optional;
import java.util.UUID;

/**
 * For whom messages are sent.
 *
 * @param user the user
 * @param source address of the person's device; empty when unknown
 */
public record Whom(Optional<UUID> user, String source) {
  /** Nobody that is counted. */
  public static final Whom NOBODY = new Whom(Optional.empty(), "");
}
