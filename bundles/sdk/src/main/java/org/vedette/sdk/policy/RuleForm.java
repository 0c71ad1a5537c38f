package org.vedette.sdk.policy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.policy.PolicyRule.Condition;
import org.vedette.api.policy.PolicyRule.Effect;
import org.vedette.api.policy.PolicyRule.EffectKind;
import org.vedette.api.policy.PolicyRule.Mode;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;

/** Reads rules from JSON and checks every field. */
final class RuleForm {
  static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()&-]*");
  private static final int MAX_METHODS = 50;
  private static final Effect NOTHING_YET = new Effect(EffectKind.REQUIRE, Set.of(), true);

  private final ConditionForm conditions;

  RuleForm(Installed installed, Plugins plugins) {
    this.conditions = new ConditionForm(installed, plugins);
  }

  /** Reads a new rule; it observes unless told otherwise. */
  PolicyRule create(Fields fields) {
    fields.needText("name", 1, 64, "No access at night");
    fields.needText("effect", 1, 16, "deny");
    fields.readOnly("version");
    return read(
        new PolicyRule(UUID.randomUUID(), 0, 0, "", "", Mode.OBSERVE, List.of(), NOTHING_YET),
        fields);
  }

  /** Reads the next version of a rule. */
  PolicyRule change(PolicyRule stored, Fields fields) {
    fields
        .version()
        .filter(seen -> seen != stored.version())
        .ifPresent(
            seen -> {
              throw Problem.conflict(
                  "version",
                  "version: the rule is at version " + stored.version() + "; read it again");
            });
    return read(stored, fields);
  }

  private PolicyRule read(PolicyRule old, Fields fields) {
    String label =
        fields.text("name", 1, 64, "No access at night").map(RuleForm::label).orElse(old.label());
    Mode mode = choice(fields, "mode", Mode.values()).orElse(old.mode());
    Effect effect = effect(old.effect(), fields);
    List<Condition> when = conditions.read(old.conditions(), fields);
    fields.readOnly("id");
    fields.end();
    PolicyRule rule =
        new PolicyRule(
            old.id(),
            old.version() + 1,
            old.position(),
            label,
            label.toLowerCase(Locale.ROOT),
            mode,
            when,
            effect);
    if (PolicyRule.TYPE.toBytes(rule).length > PolicyRule.MAX_BYTES) {
      throw Problem.field(
          "when",
          "the rule is longer than %d bytes; use groups, or named networks (@NAME), or two rules"
              .formatted(PolicyRule.MAX_BYTES));
    }
    return rule;
  }

  private static String label(String typed) {
    String label = typed.strip();
    if (!LABEL.matcher(label).matches()) {
      throw Problem.field(
          "name",
          "letters, digits, spaces and ._()&-, at most 64, for example \"No access at night\"");
    }
    return label;
  }

  private Effect effect(Effect old, Fields fields) {
    EffectKind kind = choice(fields, "effect", EffectKind.values()).orElse(old.kind());
    Optional<Set<String>> methods =
        fields
            .texts("methods", MAX_METHODS, 64, "oath")
            .map(ids -> new HashSet<>(ids.stream().map(conditions::method).toList()));
    Optional<Boolean> always = fields.bool("always");
    if (kind == EffectKind.REQUIRE) {
      return new Effect(kind, methods.orElse(old.methods()), always.orElse(old.always()));
    }
    if (methods.filter(it -> !it.isEmpty()).isPresent()) {
      throw fields.bad("methods", "are allowed only with \"effect\": \"require\"");
    }
    if (always.orElse(false)) {
      throw fields.bad("always", "is allowed only with \"effect\": \"require\"");
    }
    return new Effect(kind, Set.of(), false);
  }

  private static <E extends Enum<E>> Optional<E> choice(Fields fields, String name, E[] all) {
    List<String> names = Arrays.stream(all).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
    return fields
        .text(name, 1, 16, names.get(0))
        .map(
            text -> {
              int at = names.indexOf(text);
              if (at < 0) {
                throw fields.bad(name, "%s", "\"" + String.join("\", \"", names) + "\"");
              }
              return all[at];
            });
  }
}
