package org.vedette.replication.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * How far this server is behind the audit record of another.
 *
 * @param missing records that it wrote and that are not here, as far as is known
 * @param fetched when everything that it had written was here last; empty for never
 */
public record AuditLag(long missing, Optional<Instant> fetched) {}
