package org.vedette.replication.merge;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with one other server.
 *
 * @param name its name
 * @param away whether it does not answer
 * @param pending news that it has not taken yet
 * @param pendingBytes their octets
 * @param pushed when it took something last
 * @param asked questions about codes since this server started
 * @param silent how many of them it did not answer in time, or was not asked because it was away
 * @param whole whether everything it knows was taken here since this server started
 */
public record PeerFigures(
    String name,
    boolean away,
    int pending,
    long pendingBytes,
    Optional<Instant> pushed,
    long asked,
    long silent,
    boolean whole) {}
