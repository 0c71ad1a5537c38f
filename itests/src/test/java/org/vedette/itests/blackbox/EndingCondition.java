package org.vedette.itests.blackbox;

import org.vedette.api.policy.PolicyCondition;
import org.vedette.api.policy.PolicyInput;

/** A condition as a third party writes one: the address ends with the argument. */
public final class EndingCondition implements PolicyCondition {
  @Override
  public String name() {
    return "ending";
  }

  @Override
  public boolean matches(PolicyInput input, String argument) {
    return input.address().endsWith(argument);
  }
}
