package org.vedette.core.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.policy.PolicyRule.Condition;
import org.vedette.api.policy.PolicyRule.EffectKind;

/** A rule, ready to be asked. */
final class ReadyRule {
  /**
   * What a rule says.
   *
   * @param matches whether it does
   * @param certain whether that can be told
   * @param why the condition that decided, in words
   */
  record Match(boolean matches, boolean certain, String why) {}

  private record Part(Conditions.Test test, String words, Match fails) {
    static Part of(Condition condition, Conditions conditions) {
      String words = Conditions.words(condition);
      return new Part(
          conditions.ready(condition), words, new Match(false, true, words + " does not hold"));
    }
  }

  private static final Match ALL = new Match(true, true, "all conditions hold");

  private final PolicyRule rule;
  private final List<Part> parts = new ArrayList<>();

  ReadyRule(PolicyRule rule, Conditions conditions) {
    this.rule = rule;
    rule.conditions().forEach(it -> parts.add(Part.of(it, conditions)));
  }

  String label() {
    return rule.label();
  }

  PolicyRule.Mode mode() {
    return rule.mode();
  }

  EffectKind effect() {
    return rule.effect().kind();
  }

  /**
   * Asks all conditions. Where one cannot be told, a rule that would open does not match, and one
   * that would close does.
   */
  Match match(Facts facts) {
    Optional<String> unknown = Optional.empty();
    for (Part part : parts) {
      Truth truth = part.test().of(facts);
      if (truth == Truth.NO) {
        return part.fails();
      }
      if (truth == Truth.UNKNOWN && unknown.isEmpty()) {
        unknown = Optional.of(part.words());
      }
    }
    if (unknown.isEmpty()) {
      return ALL;
    }
    facts.doubt().run();
    String why = unknown.get() + " cannot be told";
    return effect() == EffectKind.PERMIT
        ? new Match(false, false, why + ", so it permits nothing")
        : new Match(true, false, why + ", so it counts");
  }

  /** Adds this demand to one that is there. */
  Ruling demand(Ruling before) {
    Optional<Set<String>> mine =
        rule.effect().methods().isEmpty() ? Optional.empty() : Optional.of(rule.effect().methods());
    return new Ruling(
        Optional.of(EffectKind.REQUIRE),
        before.rule().isEmpty() ? label() : before.rule() + " + " + label(),
        before.observed(),
        before.always() || rule.effect().always(),
        before.methods().map(it -> both(it, mine)).or(() -> mine),
        before.groups());
  }

  private static Set<String> both(Set<String> one, Optional<Set<String>> other) {
    Set<String> both = new HashSet<>(one);
    other.ifPresent(both::retainAll);
    return both;
  }
}
