package org.vedette.api.method;

import java.time.Instant;

/**
 * The challenge that is being answered.
 *
 * @param opened when it was opened
 * @param data what the method gave in {@link Verification.Pending}
 */
public record OpenChallenge(Instant opened, byte[] data) {}
