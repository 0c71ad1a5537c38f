package org.vedette.sdk.http;

import java.util.List;

/**
 * A list that is complete.
 *
 * @param items what is in it
 */
public record Items<T>(List<T> items) implements Json {}
