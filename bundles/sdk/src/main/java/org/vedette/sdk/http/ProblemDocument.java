package org.vedette.sdk.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is answered instead of a result (RFC 9457, section 3.1).
 *
 * @param type always {@code about:blank}: the status says what kind of problem it is
 * @param title the words of the status
 * @param status status of HTTP
 * @param detail one sentence with limit and example
 * @param field name of the field that is wrong
 * @param code one word for programs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String field,
    @Nullable String code)
    implements Json {}
