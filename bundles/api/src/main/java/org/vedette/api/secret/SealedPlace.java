package org.vedette.api.secret;

/**
 * Where a sealed value is stored: it opens there and nowhere else (associated data of the cipher).
 *
 * @param table kind of record, for instance {@code enrollment}
 * @param id identity of the record
 * @param column field within the record
 */
public record SealedPlace(String table, String id, String column) {}
