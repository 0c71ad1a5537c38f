package org.vedette.core.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.vedette.api.policy.AddressRange;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyInput;
import org.vedette.api.policy.PolicyRule.Condition;
import org.vedette.api.policy.PolicyRule.Kind;
import org.vedette.api.policy.RiskFlag;
import org.vedette.api.policy.TimeWindow;

/** Makes conditions ready: texts are read once, names are looked up once. */
final class Conditions {
  /** Something that holds or not. */
  @FunctionalInterface
  interface Test {
    Truth of(Facts facts);
  }

  private final Map<String, AddressSet> networks = new HashMap<>();
  private final Plugins plugins;

  Conditions(List<NetworkList> lists, Plugins plugins) {
    this.plugins = plugins;
    for (NetworkList list : lists) {
      networks.put(NetworkList.reference(list.name()), new AddressSet(ranges(list.entries())));
    }
  }

  /** All named networks, by reference. */
  Map<String, AddressSet> networks() {
    return Map.copyOf(networks);
  }

  /** Makes one ready. */
  Test ready(Condition condition) {
    Test positive = positive(condition);
    return condition.not() ? facts -> positive.of(facts).not() : positive;
  }

  private Test positive(Condition condition) {
    Set<String> values = Set.copyOf(condition.values());
    switch (condition.kind()) {
      case USER:
        return input(it -> values.contains(it.user().id().toString()));
      case APPLICATION:
        return input(it -> values.contains(it.application().id().toString()));
      case LISTENER:
        return input(it -> values.contains(it.listener()));
      case GROUP:
        return groups(condition);
      case NETWORK:
        return network(condition);
      case TIME:
        return time(condition);
      case METHOD:
        return facts ->
            Truth.of(facts.methods().get().stream().limit(1).anyMatch(values::contains));
      case ENROLLED:
        return facts -> Truth.of(facts.methods().get().stream().anyMatch(values::contains));
      case RISK:
        return risk(condition);
      case PLUGIN:
        break;
    }
    return facts -> any(condition.values().stream().map(it -> plugins.test(it, facts)).toList());
  }

  private static Test input(Predicate<PolicyInput> holds) {
    return facts -> Truth.of(holds.test(facts.input()));
  }

  private static Test groups(Condition condition) {
    Set<String> named = lower(condition.values());
    return facts -> {
      boolean in = !Collections.disjoint(named, facts.input().groups());
      if (!in && !facts.allGroups()) {
        facts.doubt().run();
      }
      return Truth.of(in);
    };
  }

  static Set<String> lower(Iterable<String> values) {
    Set<String> lower = new HashSet<>();
    values.forEach(it -> lower.add(it.toLowerCase(Locale.ROOT)));
    return lower;
  }

  /**
   * An address that is not known is in no network; but that it is outside of one cannot be told.
   */
  private Test network(Condition condition) {
    List<String> literals = new ArrayList<>();
    List<AddressSet> sets = new ArrayList<>();
    boolean lacking = false;
    for (String value : condition.values()) {
      AddressSet named = networks.get(value);
      if (!value.startsWith(NetworkList.MARK)) {
        literals.add(value);
      } else if (named == null) {
        lacking = true;
      } else {
        sets.add(named);
      }
    }
    sets.add(new AddressSet(ranges(literals)));
    Truth otherwise = lacking ? Truth.UNKNOWN : Truth.NO;
    Truth nowhere = lacking || condition.not() ? Truth.UNKNOWN : Truth.NO;
    return facts -> {
      if (facts.address().isEmpty()) {
        return nowhere;
      }
      byte[] address = facts.address().get();
      return sets.stream().anyMatch(it -> it.contains(address)) ? Truth.YES : otherwise;
    };
  }

  private static Test time(Condition condition) {
    List<Optional<TimeWindow>> windows =
        condition.values().stream().map(TimeWindow::parse).toList();
    return facts ->
        any(
            windows.stream()
                .map(
                    it ->
                        it.map(window -> Truth.of(window.contains(facts.input().at())))
                            .orElse(Truth.UNKNOWN))
                .toList());
  }

  private static Test risk(Condition condition) {
    List<Optional<RiskFlag>> flags = condition.values().stream().map(RiskFlag::of).toList();
    return facts ->
        any(flags.stream().map(it -> it.map(facts.risk()).orElse(Truth.UNKNOWN)).toList());
  }

  /** One that holds is enough. */
  private static Truth any(List<Truth> all) {
    if (all.contains(Truth.YES)) {
      return Truth.YES;
    }
    return all.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.NO;
  }

  private static List<AddressRange> ranges(List<String> entries) {
    return entries.stream()
        .map(AddressRange::parse)
        .flatMap(Optional::stream)
        .collect(Collectors.toList());
  }

  /** Says in words what a condition looks at. */
  static String words(Condition condition) {
    String kind = condition.kind() == Kind.PLUGIN ? plugin(condition) : condition.kind().text();
    return condition.not() ? "not " + kind : kind;
  }

  private static String plugin(Condition condition) {
    return "plugin " + String.join(", ", condition.values());
  }
}
