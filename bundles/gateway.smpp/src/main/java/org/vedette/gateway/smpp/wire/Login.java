package org.vedette.gateway.smpp.wire;

/**
 * How this server signs in to a centre, without the password.
 *
 * @param systemId at most 15 characters
 * @param systemType at most 12 characters; may be empty
 * @param version 0x33, 0x34 or 0x50
 */
public record Login(String systemId, String systemType, int version) {}
