package org.vedette.core.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vedette.api.policy.AddressRange;
import org.vedette.api.policy.PolicyInput;
import org.vedette.api.policy.RiskFlag;

/**
 * What rules look at. What is costly is asked for only when a rule looks at it.
 *
 * @param input the sign-in
 * @param address of the person's device, as bytes; empty when it is not known
 * @param allGroups whether the groups are all there are
 * @param methods ids of the methods that the user has and may use here, in the order they are asked
 * @param risk whether a flag holds
 * @param doubt called when something was looked at that cannot be told
 */
public record Facts(
    PolicyInput input,
    Optional<byte[]> address,
    boolean allGroups,
    Supplier<List<String>> methods,
    Function<RiskFlag, Truth> risk,
    Runnable doubt) {

  /** Groups from both sources, in lower case: case does not matter in rules. */
  public static Set<String> groups(Set<String> stored, Set<String> said) {
    Set<String> all = new HashSet<>();
    Stream.concat(stored.stream(), said.stream())
        .forEach(it -> all.add(it.toLowerCase(Locale.ROOT)));
    return all;
  }

  /** Facts of a sign-in that runs now. */
  public static Facts of(
      PolicyInput input, Supplier<List<String>> methods, Function<RiskFlag, Truth> risk) {
    return of(input, true, methods, risk, () -> {});
  }

  /** Facts of a sign-in that is not known in full. */
  public static Facts of(
      PolicyInput input,
      boolean allGroups,
      Supplier<List<String>> methods,
      Function<RiskFlag, Truth> risk,
      Runnable doubt) {
    return new Facts(input, AddressRange.address(input.address()), allGroups, methods, risk, doubt);
  }
}
