package org.vedette.sdk.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.store.Change;

/**
 * Where rules stand. Places are numbers with room between them, so that a rule goes somewhere
 * without any other being written; when there is no room left all get new ones.
 */
final class Order {
  private static final long ROOM = 1L << 20;

  private Order() {}

  /** Sorts rules as they are looked at. */
  static List<PolicyRule> sorted(List<PolicyRule> rules) {
    return rules.stream()
        .sorted(Comparator.comparingLong(PolicyRule::position).thenComparing(PolicyRule::name))
        .toList();
  }

  /**
   * Puts a rule among others.
   *
   * @param others all other rules, sorted
   * @param rule the next version of the rule
   * @param index how many stand before it
   */
  static Change put(List<PolicyRule> others, PolicyRule rule, int index) {
    List<PolicyRule> written = written(others, rule, index);
    return written.size() == 1
        ? Change.put(PolicyRule.TYPE, written.get(0))
        : new Change.Batch(written.stream().map(it -> Change.put(PolicyRule.TYPE, it)).toList());
  }

  private static List<PolicyRule> written(List<PolicyRule> others, PolicyRule rule, int index) {
    if (others.isEmpty()) {
      return List.of(placed(rule, 0));
    }
    if (index == 0) {
      return List.of(placed(rule, others.get(0).position() - ROOM));
    }
    long before = others.get(index - 1).position();
    if (index == others.size()) {
      return List.of(placed(rule, before + ROOM));
    }
    long after = others.get(index).position();
    long middle = before + (after - before) / 2;
    return middle > before && middle < after
        ? List.of(placed(rule, middle))
        : renumbered(others, rule, index);
  }

  private static List<PolicyRule> renumbered(List<PolicyRule> others, PolicyRule rule, int index) {
    List<PolicyRule> all = new ArrayList<>(others);
    all.add(index, rule);
    List<PolicyRule> written = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      PolicyRule each = all.get(i);
      written.add(each == rule ? placed(rule, i * ROOM) : each.at(i * ROOM));
    }
    return written;
  }

  /** Returns the same version at another place. */
  static PolicyRule placed(PolicyRule it, long position) {
    return new PolicyRule(
        it.id(),
        it.version(),
        position,
        it.label(),
        it.name(),
        it.mode(),
        it.conditions(),
        it.effect());
  }
}
