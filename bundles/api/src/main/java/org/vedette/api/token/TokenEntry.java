package org.vedette.api.token;

import java.util.Optional;
import java.util.UUID;

/**
 * A token of the inventory and where it stands.
 *
 * @param token the token
 * @param state where it stands
 * @param user the user who has it or for whom it waits; empty when it is free
 */
public record TokenEntry(HardwareToken token, TokenState state, Optional<UUID> user) {}
