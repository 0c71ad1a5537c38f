package org.vedette.api.method;

import java.time.Instant;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The world as a method may see it; nothing else may influence its verdict.
 *
 * @param now the time
 * @param language language for texts
 * @param application label of the application
 * @param random gives that many random bytes
 */
public record MethodContext(
    Instant now, Locale language, String application, IntFunction<byte[]> random) {}
