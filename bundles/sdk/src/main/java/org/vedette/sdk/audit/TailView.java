package org.vedette.sdk.audit;

import java.util.List;
import org.vedette.sdk.http.Json;

/**
 * What arrived.
 *
 * @param items the records, oldest first; of each server in the order in which it wrote them
 * @param last number of the newest, where only the server that is asked was meant; otherwise 0
 * @param next what to ask after the next time
 */
public record TailView(List<RecordView> items, long last, String next) implements Json {}
