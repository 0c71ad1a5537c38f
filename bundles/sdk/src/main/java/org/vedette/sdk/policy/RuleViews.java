package org.vedette.sdk.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.vedette.api.auth.Application;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.policy.PolicyRule.Condition;
import org.vedette.api.policy.PolicyRule.Kind;
import org.vedette.api.user.User;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;

/** Finds rules and shows them; ids of users and applications become their names. */
final class RuleViews {
  private final Installed installed;

  RuleViews(Installed installed) {
    this.installed = installed;
  }

  /** All rules, as they are looked at. */
  List<PolicyRule> all() {
    return Order.sorted(installed.records().all(PolicyRule.TYPE));
  }

  PolicyRule find(String name) {
    return installed
        .records()
        .findByKey(PolicyRule.TYPE, PolicyRule.key(name.strip()))
        .orElseThrow(() -> Problem.notFound("rule", name));
  }

  RuleView view(PolicyRule it) {
    List<UUID> order = all().stream().map(PolicyRule::id).toList();
    return view(it, order.indexOf(it.id()) + 1);
  }

  RuleView view(PolicyRule it, int place) {
    return new RuleView(
        it.id().toString(),
        it.version(),
        place,
        it.label(),
        it.mode().name().toLowerCase(Locale.ROOT),
        it.effect().kind().name().toLowerCase(Locale.ROOT),
        List.copyOf(new TreeSet<>(it.effect().methods())),
        it.effect().always(),
        conditions(it, false),
        conditions(it, true));
  }

  private Map<String, List<String>> conditions(PolicyRule rule, boolean not) {
    Map<String, List<String>> shown = new TreeMap<>();
    rule.conditions().stream()
        .filter(it -> it.not() == not)
        .forEach(it -> shown.put(it.kind().text(), values(it)));
    return shown;
  }

  private List<String> values(Condition condition) {
    return switch (condition.kind()) {
      case USER -> condition.values().stream().map(this::user).toList();
      case APPLICATION -> condition.values().stream().map(this::application).toList();
      default -> condition.values();
    };
  }

  private String user(String id) {
    return installed
        .records()
        .find(User.TYPE, UUID.fromString(id))
        .map(User::username)
        .orElse(gone(Kind.USER, id));
  }

  private String application(String id) {
    return installed
        .records()
        .find(Application.TYPE, UUID.fromString(id))
        .map(Application::label)
        .orElse(gone(Kind.APPLICATION, id));
  }

  private static String gone(Kind kind, String id) {
    return "(removed " + kind.text() + " " + id + ")";
  }
}
