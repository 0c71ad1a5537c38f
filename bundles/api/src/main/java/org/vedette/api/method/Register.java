package org.vedette.api.method;

import org.vedette.api.state.Merge;

/**
 * A new value of a register of the enrollment.
 *
 * @param name the method's own name for it, listed in {@link AuthenticationMethod#registers}
 * @param merge how it is merged; always the same for one name
 * @param stamp orders values as {@link Merge} says
 * @param value the value
 */
public record Register(String name, Merge merge, long stamp, long value) {}
