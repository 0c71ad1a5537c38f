package org.vedette.core.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.policy.AddressRange;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyExplanation.Line;
import org.vedette.api.policy.PolicyExplanation.Verdict;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.policy.PolicyRule.EffectKind;
import org.vedette.api.policy.PolicyRule.Kind;
import org.vedette.api.policy.PolicyRule.Mode;
import org.vedette.api.policy.RiskFlag;
import org.vedette.core.checks.Networks;

/** All rules and named networks of one moment, ready to be asked. Immutable. */
public final class Rulebook {
  /** Where rules stand: by position, then by name. */
  public static final Comparator<PolicyRule> ORDER =
      Comparator.comparingLong(PolicyRule::position).thenComparing(PolicyRule::name);

  /** Most observing rules that are named in one record. */
  private static final int MOST_OBSERVED = 10;

  private final List<ReadyRule> rules;
  private final Map<String, AddressSet> networks;
  private final Set<String> groups;
  private final Set<String> risks;
  private final Set<String> plugins;
  private final Set<String> lacking;
  private final boolean active;
  private final boolean enforces;

  /** Makes rules and networks ready. */
  static Rulebook of(List<PolicyRule> rules, List<NetworkList> lists, Plugins plugins) {
    return new Rulebook(rules, new Conditions(lists, plugins));
  }

  private Rulebook(List<PolicyRule> all, Conditions conditions) {
    List<PolicyRule> live = all.stream().filter(it -> it.mode() != Mode.OFF).toList();
    active = !live.isEmpty();
    enforces = live.stream().anyMatch(it -> it.mode() == Mode.ENFORCE);
    groups = Conditions.lower(values(live, Kind.GROUP));
    risks = Set.copyOf(values(live, Kind.RISK));
    Set<String> named = new TreeSet<>();
    values(live, Kind.PLUGIN).forEach(it -> named.add(Plugins.name(it)));
    plugins = named;
    rules = all.stream().sorted(ORDER).map(it -> new ReadyRule(it, conditions)).toList();
    networks = conditions.networks();
    lacking = new TreeSet<>(values(live, Kind.NETWORK));
    lacking.removeIf(it -> !it.startsWith(NetworkList.MARK) || networks.containsKey(it));
  }

  private static List<String> values(List<PolicyRule> rules, Kind kind) {
    return rules.stream()
        .flatMap(it -> it.conditions().stream())
        .filter(it -> it.kind() == kind)
        .flatMap(it -> it.values().stream())
        .toList();
  }

  /** Returns whether any rule has something to say. */
  public boolean active() {
    return active;
  }

  /** Returns whether a rule names a group. */
  public boolean wantsGroups() {
    return !groups.isEmpty();
  }

  /** Returns whether a rule names this. */
  public boolean names(RiskFlag flag) {
    return risks.contains(flag.text());
  }

  /**
   * Returns whether an address is trusted.
   *
   * @param entries addresses, ranges, networks, and names of networks after {@code @}
   */
  public boolean trusts(List<String> entries, String address) {
    if (entries.isEmpty()) {
      return false;
    }
    Optional<byte[]> bytes = AddressRange.address(address);
    return bytes.isPresent()
        && entries.stream()
            .anyMatch(
                it -> {
                  AddressSet named = networks.get(it);
                  return named == null
                      ? Networks.contains(it, bytes.get())
                      : named.contains(bytes.get());
                });
  }

  /** Returns what the rules say: the first that is enforced and matches decides. */
  public Ruling decide(Facts facts) {
    return walk(facts, new ArrayList<>());
  }

  /** Returns what each rule says, in order. */
  public List<Line> explain(Facts facts) {
    List<Line> lines = new ArrayList<>();
    walk(facts, lines);
    for (ReadyRule rest : rules.subList(lines.size(), rules.size())) {
      lines.add(new Line(rest.label(), Verdict.NOT_REACHED, "a rule before it decides"));
    }
    return lines;
  }

  private Ruling walk(Facts facts, List<Line> lines) {
    List<String> observed = new ArrayList<>();
    Ruling demand = Ruling.NONE;
    for (ReadyRule rule : rules) {
      if (rule.mode() == Mode.OFF) {
        lines.add(new Line(rule.label(), Verdict.OFF, "it is off"));
        continue;
      }
      ReadyRule.Match match = rule.match(facts);
      if (!match.matches()) {
        lines.add(new Line(rule.label(), Verdict.DOES_NOT_MATCH, match.why()));
      } else if (rule.mode() == Mode.OBSERVE) {
        lines.add(new Line(rule.label(), Verdict.OBSERVED, match.why()));
        if (observed.size() < MOST_OBSERVED) {
          observed.add(rule.label());
        }
      } else if (rule.effect() == EffectKind.REQUIRE && !match.certain()) {
        // It may not match: what comes later may deny, and must not open.
        lines.add(new Line(rule.label(), Verdict.BINDS, match.why()));
        demand = rule.demand(demand);
      } else {
        lines.add(new Line(rule.label(), Verdict.DECIDES, match.why()));
        return end(rule, demand, observed, facts);
      }
    }
    return with(demand, observed, facts);
  }

  private Ruling end(ReadyRule rule, Ruling demand, List<String> observed, Facts facts) {
    if (rule.effect() == EffectKind.REQUIRE) {
      return with(rule.demand(demand), observed, facts);
    }
    boolean bound = rule.effect() == EffectKind.PERMIT && demand.effect().isPresent();
    Ruling ruling =
        bound
            ? demand
            : new Ruling(
                Optional.of(rule.effect()),
                rule.label(),
                List.of(),
                false,
                Optional.empty(),
                Set.of());
    return with(ruling, observed, facts);
  }

  private Ruling with(Ruling it, List<String> observed, Facts facts) {
    Set<String> named = new HashSet<>(groups);
    named.retainAll(facts.input().groups());
    return new Ruling(it.effect(), it.rule(), observed, it.always(), it.methods(), named);
  }

  /** Says which plugins and networks are missing that rules name. */
  Health health(Set<String> installed) {
    Set<String> gone = new TreeSet<>(plugins);
    gone.removeAll(installed);
    if (gone.isEmpty() && lacking.isEmpty()) {
      return Health.ok();
    }
    String what =
        "rules of policy name what is missing, so those that permit do not match and the others do: "
            + String.join(", ", gone)
            + (gone.isEmpty() || lacking.isEmpty() ? "" : ", ")
            + String.join(", ", lacking);
    return enforces ? Health.critical(what) : Health.warn(what);
  }
}
