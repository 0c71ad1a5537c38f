package org.vedette.api.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A made-up sign-in, its password right.
 *
 * @param username as it would be typed
 * @param application the application
 * @param listener id of the listener; empty for the application's own
 * @param address of the person's device; empty when the client would not tell it
 * @param at when
 * @param groups what the directory would say, beside the stored groups
 * @param methods methods the user would have, in order; empty for those enrolled
 */
public record PolicyQuestion(
    String username,
    UUID application,
    Optional<String> listener,
    String address,
    Instant at,
    Set<String> groups,
    List<String> methods) {}
