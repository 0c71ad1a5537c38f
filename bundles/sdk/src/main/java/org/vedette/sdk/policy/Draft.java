package org.vedette.sdk.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.policy.PolicyRule;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;

/** Rules as they would be: those stored, with some changed, added or left out. */
final class Draft {
  private final RuleForm form;
  private final RuleViews views;

  Draft(Installed installed, Plugins plugins) {
    this.form = new RuleForm(installed, plugins);
    this.views = new RuleViews(installed);
  }

  /** Reads {@code draft}, {@code without} and {@code only}. */
  List<PolicyRule> read(Fields fields) {
    List<PolicyRule> rules = new ArrayList<>(fields.bool("only").orElse(false) ? List.of() : all());
    for (String name :
        fields.texts("without", PolicyRule.MAX_RULES, 64, "No access at night").orElse(List.of())) {
      if (!rules.removeIf(it -> it.uniqueKeys().contains(PolicyRule.key(name)))) {
        throw fields.bad("without", "no rule is called '%s'", name);
      }
    }
    List<Fields> drafts =
        fields
            .objects("draft", PolicyRule.MAX_RULES, "[{\"name\": \"VPN\", \"mode\": \"enforce\"}]")
            .orElse(List.of());
    drafts.forEach(each -> put(rules, each));
    if (rules.size() > PolicyRule.MAX_RULES) {
      throw Problem.field("draft", "at most %d rules".formatted(PolicyRule.MAX_RULES));
    }
    List<PolicyRule> placed = new ArrayList<>();
    rules.forEach(it -> placed.add(Order.placed(it, placed.size())));
    return placed;
  }

  private List<PolicyRule> all() {
    return views.all();
  }

  private void put(List<PolicyRule> rules, Fields fields) {
    String name = fields.needText("name", 1, 64, "No access at night");
    Optional<Integer> wanted = fields.integer("position", 1, PolicyRule.MAX_RULES, 1);
    Optional<PolicyRule> stored =
        rules.stream()
            .filter(it -> it.uniqueKeys().contains(PolicyRule.key(name.strip())))
            .findFirst();
    PolicyRule next =
        stored.map(it -> form.change(it, fields)).orElseGet(() -> form.create(fields));
    int at = stored.map(rules::indexOf).orElse(rules.size());
    stored.ifPresent(rules::remove);
    rules.add(Math.min(wanted.map(it -> it - 1).orElse(at), rules.size()), next);
  }
}
