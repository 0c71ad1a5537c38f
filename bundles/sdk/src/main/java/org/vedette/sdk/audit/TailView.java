package org.vedette.sdk.audit;

import java.util.List;
import org.vedette.sdk.http.Json;

/**
 * What followed a number.
 *
 * @param items the records, oldest first
 * @param last number to ask after the next time
 */
public record TailView(List<RecordView> items, long last) implements Json {}
