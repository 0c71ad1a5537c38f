package org.vedette.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.policy.PolicyRule.Condition;
import org.vedette.api.policy.PolicyRule.Effect;
import org.vedette.api.policy.PolicyRule.EffectKind;
import org.vedette.api.policy.PolicyRule.Kind;
import org.vedette.api.policy.PolicyRule.Mode;

/** Rules to test with. */
public final class RuleSamples {
  private RuleSamples() {}

  public static Condition when(Kind kind, String... values) {
    return new Condition(kind, false, List.of(values));
  }

  public static Condition unless(Kind kind, String... values) {
    return new Condition(kind, true, List.of(values));
  }

  public static PolicyRule permit(String name, Condition... conditions) {
    return rule(name, Mode.ENFORCE, new Effect(EffectKind.PERMIT, Set.of(), false), conditions);
  }

  public static PolicyRule deny(String name, Condition... conditions) {
    return rule(name, Mode.ENFORCE, new Effect(EffectKind.DENY, Set.of(), false), conditions);
  }

  public static PolicyRule require(String name, Set<String> methods, Condition... conditions) {
    return rule(name, Mode.ENFORCE, new Effect(EffectKind.REQUIRE, methods, true), conditions);
  }

  public static PolicyRule rule(String name, Mode mode, Effect effect, Condition... conditions) {
    return new PolicyRule(
        UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        0,
        0,
        name,
        name.toLowerCase(Locale.ROOT),
        mode,
        new ArrayList<>(List.of(conditions)),
        effect);
  }

  public static PolicyRule in(Mode mode, PolicyRule rule) {
    return new PolicyRule(
        rule.id(),
        rule.version(),
        rule.position(),
        rule.label(),
        rule.name(),
        mode,
        rule.conditions(),
        rule.effect());
  }
}
