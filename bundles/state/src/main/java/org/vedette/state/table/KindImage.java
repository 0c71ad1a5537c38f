package org.vedette.state.table;

import org.vedette.api.state.Merge;

/**
 * The registers of one kind at one moment.
 *
 * @param name name of the kind
 * @param merge how its values merge
 * @param subjects UUIDs or Strings
 * @param cells what is kept of each
 */
@SuppressWarnings("ArrayRecordComponent")
public record KindImage(String name, Merge merge, Object[] subjects, Cell[] cells) {}
