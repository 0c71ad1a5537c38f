package org.vedette.api.state;

/**
 * Value of a register.
 *
 * @param stamp orders values as {@link Merge} says
 * @param value the value
 */
public record RegisterValue(long stamp, long value) {}
