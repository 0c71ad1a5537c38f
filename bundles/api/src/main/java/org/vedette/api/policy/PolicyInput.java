package org.vedette.api.policy;

import java.time.Instant;
import java.util.Set;
import org.vedette.api.auth.Application;
import org.vedette.api.user.User;

/**
 * What rules may look at: a sign-in whose password was right.
 *
 * @param user the user
 * @param groups the user's groups: those stored, and those of this bind where a rule names one; in
 *     lower case
 * @param application the application
 * @param listener id of the listener
 * @param address of the person's device; empty when the client does not tell it
 * @param at when
 */
public record PolicyInput(
    User user,
    Set<String> groups,
    Application application,
    String listener,
    String address,
    Instant at) {}
