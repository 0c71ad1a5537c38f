package org.vedette.sentcode;

import java.util.Optional;
import java.util.function.Function;
import org.vedette.api.user.User;

/**
 * What differs between methods that send codes.
 *
 * @param id id of the method
 * @param label what people call it, in English
 * @param channel channel of its messages
 * @param address where they go
 * @param missing what an administrator is told when that is nowhere
 */
public record Kind(
    String id,
    String label,
    String channel,
    Function<User, Optional<String>> address,
    String missing) {}
