package org.vedette.state.table;

import java.time.Instant;
import java.util.Optional;

/**
 * A claim that is used up.
 *
 * @param key what it belongs to
 * @param value what is used up
 * @param owner who used it
 * @param outcome what the owner was answered; said again for 30 s
 * @param at when it became final
 * @param until when it may be forgotten; empty for never
 */
@SuppressWarnings("ArrayRecordComponent")
public record FinalClaim(
    String key, String value, byte[] owner, byte[] outcome, Instant at, Optional<Instant> until) {}
