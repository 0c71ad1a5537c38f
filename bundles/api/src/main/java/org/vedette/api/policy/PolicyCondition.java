package org.vedette.api.policy;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A condition that a plugin adds to policy. Register it as a service; rules name it as {@code
 * plugin=NAME} or {@code plugin=NAME:ARGUMENT}.
 *
 * <p>While it is missing, or when it throws, nobody can tell whether it holds: rules that permit do
 * not match then, all others do.
 */
@ConsumerType
public interface PolicyCondition {
  /** Its name: lower-case letters, digits, dots and underscores, 1 to 64; always the same. */
  String name();

  /**
   * Tells whether it holds. Called in the path of sign-ins, from any thread, several at a time: it
   * must return at once, and ask neither disk nor network.
   *
   * @param argument what the rule gives, up to 200 characters; empty when it gives nothing
   */
  boolean matches(PolicyInput input, String argument);
}
