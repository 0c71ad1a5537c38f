package org.vedette.api.state;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that can be used once: a code, a time step, a counter value.
 *
 * @param key what it belongs to, for instance {@code oath/ENROLLMENT}
 * @param value what is used up, for instance the time step
 * @param owner keyed hash of the request that uses it; the same request gets the same outcome again
 * @param until when it may be forgotten; empty for never
 */
public record Claim(String key, String value, byte[] owner, Optional<Instant> until) {}
