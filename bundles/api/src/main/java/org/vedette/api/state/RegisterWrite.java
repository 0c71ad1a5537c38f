package org.vedette.api.state;

/**
 * A value to merge into a register.
 *
 * @param key the register
 * @param merge how; always the same for one kind
 * @param value for {@link Merge#COUNT}: what to add to this server's count under the stamp;
 *     otherwise the value to merge
 */
public record RegisterWrite(RegisterKey key, Merge merge, RegisterValue value) {}
