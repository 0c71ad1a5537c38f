package org.vedette.client.http.answer;

import java.util.Optional;
import org.vedette.client.http.json.JsonPointer;

/**
 * What answers mean.
 *
 * @param success status codes of success
 * @param successBody what the body must say then; absent: nothing
 * @param reference where the provider's id of the message stands
 * @param rejected status codes that reject the message for good
 * @param rejectedBody a body that does so, whatever the status code
 * @param errorCode where a short number stands that tells what is wrong
 */
public record Rules(
    StatusSet success,
    BodyTest successBody,
    Optional<JsonPointer> reference,
    StatusSet rejected,
    BodyTest rejectedBody,
    Optional<JsonPointer> errorCode) {}
