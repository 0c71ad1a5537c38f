package org.vedette.api.state;

/**
 * Names a register.
 *
 * @param kind what it holds, for instance {@code oath.step}; 1 to 40 characters
 * @param subject whose it is, normally the id of a record; 1 to 300 characters
 */
public record RegisterKey(String kind, String subject) {}
