package org.vedette.api.auth;

/**
 * What to show the person who must answer.
 *
 * @param text one line, in the user's language
 * @param typed whether an answer must be typed; otherwise the person acts elsewhere
 * @param method id of the method that asks
 */
public record Prompt(String text, boolean typed, String method) {}
