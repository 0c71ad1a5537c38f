package org.vedette.store.log;

import org.vedette.api.store.ChangeApplier.Position;

/**
 * A logged change.
 *
 * @param position its place
 * @param change its byte form
 */
record LogEntry(Position position, byte[] change) {}
