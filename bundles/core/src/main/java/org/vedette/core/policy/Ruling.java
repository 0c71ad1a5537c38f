package org.vedette.core.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vedette.api.policy.PolicyRule.EffectKind;

/**
 * What policy says of one sign-in. While the person is asked it travels with the challenge, as
 * attributes that no listener gets to see.
 *
 * @param effect what is to be done; empty when no rule has anything to say
 * @param rule name of the rule that decides; several, where what may match binds as well
 * @param observed names of the rules that match and only observe
 * @param always whether nothing may skip the second factor
 * @param methods ids of the methods that may serve; empty for all
 * @param groups those of the person's groups that rules name
 */
public record Ruling(
    Optional<EffectKind> effect,
    String rule,
    List<String> observed,
    boolean always,
    Optional<Set<String>> methods,
    Set<String> groups) {
  /** Nothing to say. */
  public static final Ruling NONE =
      new Ruling(Optional.empty(), "", List.of(), false, Optional.empty(), Set.of());

  private static final String RULE = "vedette.policy";
  private static final String OBSERVED = "vedette.policy.observed";
  private static final String ALWAYS = "vedette.policy.always";
  private static final String METHODS = "vedette.policy.methods";
  private static final String GROUPS = "vedette.policy.groups";
  private static final String BETWEEN = "\n";

  /** Copies the collections. */
  public Ruling {
    observed = List.copyOf(observed);
    methods = methods.map(Set::copyOf);
    groups = Set.copyOf(groups);
  }

  /** Returns whether a method may serve. */
  public boolean allows(String method) {
    return methods.isEmpty() || methods.get().contains(method);
  }

  /** What the record of the sign-in tells. */
  public Map<String, String> facts() {
    if (rule.isEmpty() && observed.isEmpty() && groups.isEmpty()) {
      return Map.of();
    }
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "policy", rule);
    put(facts, "policy.observed", String.join(", ", observed));
    put(facts, "policy.groups", String.join(BETWEEN, new TreeSet<>(groups)));
    return facts;
  }

  /** Adds what travels with a challenge to its attributes. */
  public Map<String, String> with(Map<String, String> attributes) {
    Map<String, String> facts = facts();
    if (facts.isEmpty()) {
      return attributes;
    }
    Map<String, String> all = new HashMap<>(attributes);
    put(all, RULE, rule);
    put(all, ALWAYS, always ? "true" : "");
    put(all, OBSERVED, String.join(BETWEEN, observed));
    put(all, GROUPS, String.join(BETWEEN, new TreeSet<>(groups)));
    methods.ifPresent(it -> all.put(METHODS, String.join(BETWEEN, new TreeSet<>(it))));
    return all;
  }

  /** Reads what came back with a challenge. */
  public static Ruling read(Map<String, String> attributes) {
    String rule = attributes.getOrDefault(RULE, "");
    return new Ruling(
        rule.isEmpty() ? Optional.empty() : Optional.of(EffectKind.REQUIRE),
        rule,
        split(attributes.getOrDefault(OBSERVED, "")),
        attributes.containsKey(ALWAYS),
        Optional.ofNullable(attributes.get(METHODS)).map(it -> Set.copyOf(split(it))),
        Set.copyOf(split(attributes.getOrDefault(GROUPS, ""))));
  }

  /** Returns the attributes that are for listeners. */
  public static Map<String, String> without(Map<String, String> attributes) {
    return attributes.keySet().stream().noneMatch(it -> it.startsWith(RULE))
        ? attributes
        : attributes.entrySet().stream()
            .filter(it -> !it.getKey().startsWith(RULE))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(BETWEEN, -1));
  }

  private static void put(Map<String, String> to, String name, String value) {
    if (!value.isEmpty()) {
      to.put(name, value);
    }
  }
}
