package org.vedette.api.store;

/**
 * Who makes a change, for the audit record.
 *
 * @param name name of the token, user or bundle
 * @param via the road it came by: {@code rest}, {@code sign-in}, {@code sync}, {@code boot}
 * @param address network address of the caller; empty when local
 */
public record Actor(String name, String via, String address) {}
