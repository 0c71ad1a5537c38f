package org.vedette.api.token;

import java.util.Optional;
import java.util.UUID;

/**
 * Which tokens to list.
 *
 * @param text occurs in serial number, manufacturer or model, in any case; empty for all
 * @param state where they stand; empty for all
 * @param user who has them or for whom they wait; empty for all
 * @param offset how many to skip, 0 or more
 * @param limit how many to return, 1 to 500
 */
public record TokenQuery(
    String text, Optional<TokenState> state, Optional<UUID> user, int offset, int limit) {}
