package org.vedette.api.token;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.secret.Secret;

/**
 * An order to give a token to a user who shows codes of it.
 *
 * @param token identity of the token
 * @param user the user; empty for the one it waits for
 * @param mode {@code standard} or {@code pin}
 * @param label what the user calls it; empty for one made of the serial number
 * @param codes the code shown now, or two shown one after the other, the older first
 */
public record AssignOrder(
    UUID token, Optional<UUID> user, String mode, String label, List<Secret> codes) {
  /** Copies the codes. */
  public AssignOrder {
    codes = List.copyOf(codes);
  }
}
