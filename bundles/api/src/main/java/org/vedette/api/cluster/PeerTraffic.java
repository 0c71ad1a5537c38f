package org.vedette.api.cluster;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What goes between this server and another beside the log of changes.
 *
 * @param auditMissing audit records that the other wrote and that are not here; empty while unknown
 * @param auditFetched when all of them were here last; empty for never
 * @param newsWaiting news of sign-ins that the other has not taken yet
 * @param codesAsked questions whether a code was used, since this server started
 * @param codesUnanswered those of them that were not answered in time, or not asked because the
 *     other was away
 */
public record PeerTraffic(
    OptionalLong auditMissing,
    Optional<Instant> auditFetched,
    long newsWaiting,
    long codesAsked,
    long codesUnanswered) {}
