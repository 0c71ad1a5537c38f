package org.vedette.sdk.audit;

import java.util.List;
import org.vedette.sdk.http.Json;

/**
 * Why something ended as it did.
 *
 * @param id id of the record
 * @param summary one sentence
 * @param record the record, with its trace
 * @param signIn all records of the same sign-in, oldest first
 */
public record WhyView(String id, String summary, RecordView record, List<RecordView> signIn)
    implements Json {}
