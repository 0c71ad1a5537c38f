package org.vedette.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.policy.RuleSamples.deny;
import static org.vedette.core.policy.RuleSamples.in;
import static org.vedette.core.policy.RuleSamples.permit;
import static org.vedette.core.policy.RuleSamples.require;
import static org.vedette.core.policy.RuleSamples.rule;
import static org.vedette.core.policy.RuleSamples.unless;
import static org.vedette.core.policy.RuleSamples.when;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Application.Appended;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyCondition;
import org.vedette.api.policy.PolicyExplanation.Line;
import org.vedette.api.policy.PolicyExplanation.Verdict;
import org.vedette.api.policy.PolicyInput;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.policy.PolicyRule.Condition;
import org.vedette.api.policy.PolicyRule.Effect;
import org.vedette.api.policy.PolicyRule.EffectKind;
import org.vedette.api.policy.PolicyRule.Kind;
import org.vedette.api.policy.PolicyRule.Mode;
import org.vedette.api.policy.RiskFlag;
import org.vedette.api.user.User;

public class RulebookTest {
  private static final UUID ALICE = new UUID(0, 1);
  private static final UUID VPN = new UUID(0, 2);
  private static final NetworkList OFFICE =
      new NetworkList(
          UUID.randomUUID(), 1, "Office", "office", List.of("10.0.0.0/8", "2001:db8::/32"));

  private final Plugins plugins = new Plugins(System::nanoTime);
  private String address = "10.1.2.3";
  private Instant at = Instant.parse("2026-03-02T10:00:00Z");
  private List<String> methods = List.of("oath", "mail");
  private Set<RiskFlag> flags = Set.of();

  private Facts facts() {
    PolicyInput input =
        new PolicyInput(
            User.builder(ALICE, "Alice", "alice").build(),
            Facts.groups(Set.of("Staff"), Set.of("CN=VPN,DC=Example")),
            new Application(
                VPN,
                1,
                "VPN",
                "vpn",
                "radius",
                List.of(),
                true,
                true,
                "local",
                Set.of(),
                Set.of(),
                Duration.ofSeconds(30),
                Appended.OFF,
                3,
                List.of(),
                false,
                Map.of()),
            "radius",
            address,
            at);
    return Facts.of(input, () -> methods, flag -> Truth.of(flags.contains(flag)));
  }

  private Rulebook book(PolicyRule... rules) {
    List<PolicyRule> placed = new ArrayList<>();
    for (int i = 0; i < rules.length; i++) {
      placed.add(rules[i].at(i));
    }
    return Rulebook.of(placed, List.of(OFFICE), plugins);
  }

  private boolean holds(Condition condition) {
    return book(deny("it", condition)).decide(facts()).effect().isPresent();
  }

  @Test
  public void eachConditionHoldsWhenOneOfItsValuesDoes() {
    Map<Condition, Boolean> cases =
        Map.ofEntries(
            Map.entry(when(Kind.USER, new UUID(9, 9).toString(), ALICE.toString()), true),
            Map.entry(when(Kind.USER, new UUID(9, 9).toString()), false),
            Map.entry(when(Kind.APPLICATION, VPN.toString()), true),
            Map.entry(when(Kind.APPLICATION, ALICE.toString()), false),
            Map.entry(when(Kind.LISTENER, "ldap", "radius"), true),
            Map.entry(when(Kind.LISTENER, "ldap"), false),
            Map.entry(when(Kind.GROUP, "staff"), true),
            Map.entry(when(Kind.GROUP, "cn=vpn,dc=EXAMPLE"), true),
            Map.entry(when(Kind.GROUP, "admins"), false),
            Map.entry(when(Kind.NETWORK, "@office"), true),
            Map.entry(when(Kind.NETWORK, "192.0.2.0/24", "10.1.2.1-10.1.2.9"), true),
            Map.entry(when(Kind.NETWORK, "192.0.2.0/24", "::/0"), false),
            Map.entry(when(Kind.TIME, "mon 10:00-10:01 UTC"), true),
            Map.entry(when(Kind.TIME, "mon 10:01-10:00 UTC", "sun UTC"), false),
            Map.entry(when(Kind.METHOD, "oath"), true),
            Map.entry(when(Kind.METHOD, "mail"), false),
            Map.entry(when(Kind.ENROLLED, "mail", "text"), true),
            Map.entry(when(Kind.ENROLLED, "text"), false),
            Map.entry(when(Kind.RISK, "recent-failures"), false));
    cases.forEach(
        (condition, expected) -> {
          assertThat(holds(condition)).as("%s", condition).isEqualTo(expected);
          Condition opposite = new Condition(condition.kind(), true, condition.values());
          assertThat(holds(opposite)).as("not %s", condition).isEqualTo(!expected);
        });
    flags = Set.of(RiskFlag.RECENT_FAILURES);
    assertThat(holds(when(Kind.RISK, "new-network", "recent-failures"))).isTrue();
  }

  @Test
  public void allConditionsMustHold() {
    Condition here = when(Kind.NETWORK, "@office");
    assertThat(book(deny("it", here, when(Kind.GROUP, "staff"))).decide(facts()).effect())
        .isPresent();
    assertThat(book(deny("it", here, when(Kind.GROUP, "admins"))).decide(facts()).effect())
        .isEmpty();
    assertThat(book(deny("everybody")).decide(facts()).rule()).isEqualTo("everybody");
  }

  @Test
  public void theFirstThatMatchesDecidesAndThoseThatObserveAreNoted() {
    Rulebook book =
        book(
            in(Mode.OFF, deny("off")),
            in(Mode.OBSERVE, deny("watch")),
            deny("elsewhere", unless(Kind.NETWORK, "@office")),
            permit("here"),
            deny("late"));

    Ruling ruling = book.decide(facts());

    assertThat(ruling.effect()).contains(EffectKind.PERMIT);
    assertThat(ruling.rule()).isEqualTo("here");
    assertThat(ruling.observed()).containsExactly("watch");
    assertThat(book.explain(facts()))
        .extracting(Line::verdict)
        .containsExactly(
            Verdict.OFF,
            Verdict.OBSERVED,
            Verdict.DOES_NOT_MATCH,
            Verdict.DECIDES,
            Verdict.NOT_REACHED);
    assertThat(book.explain(facts()).get(2).why()).isEqualTo("not network does not hold");
  }

  /** Whatever the rules are, a search by hand finds the same one. */
  @Test
  public void firstMatchWinsWhateverTheRulesAre() {
    Random random = new Random(23);
    List<Condition> yes =
        List.of(when(Kind.GROUP, "staff"), unless(Kind.LISTENER, "ldap"), when(Kind.TIME, "UTC"));
    List<Condition> no =
        List.of(when(Kind.GROUP, "x"), unless(Kind.NETWORK, "@office"), when(Kind.METHOD, "x"));
    for (int round = 0; round < 2_000; round++) {
      PolicyRule[] rules = new PolicyRule[random.nextInt(7)];
      Optional<PolicyRule> expected = Optional.empty();
      List<String> observed = new ArrayList<>();
      for (int i = 0; i < rules.length; i++) {
        boolean fails = random.nextInt(3) > 0;
        List<Condition> all = new ArrayList<>(yes.subList(0, random.nextInt(3)));
        if (fails) {
          all.add(random.nextInt(all.size() + 1), no.get(random.nextInt(3)));
        }
        Mode mode = Mode.values()[random.nextInt(3)];
        Effect effect = new Effect(EffectKind.values()[random.nextInt(3)], Set.of(), true);
        rules[i] = rule("r" + i, mode, effect, all.toArray(Condition[]::new));
        if (!fails && expected.isEmpty() && mode == Mode.ENFORCE) {
          expected = Optional.of(rules[i]);
        } else if (!fails && expected.isEmpty() && mode == Mode.OBSERVE) {
          observed.add("r" + i);
        }
      }

      Ruling ruling = book(rules).decide(facts());

      assertThat(ruling.rule())
          .as(Arrays.toString(rules))
          .isEqualTo(expected.map(PolicyRule::label).orElse(""));
      assertThat(ruling.effect()).isEqualTo(expected.map(it -> it.effect().kind()));
      assertThat(ruling.observed()).isEqualTo(observed);
    }
  }

  @Test
  public void positionsDecideTheOrderAndNamesAmongEquals() {
    List<PolicyRule> rules = List.of(deny("c").at(1), permit("b").at(1), deny("a").at(2));
    Rulebook book = Rulebook.of(rules, List.of(), plugins);

    assertThat(book.decide(facts()).rule()).isEqualTo("b");
  }

  /** That an address is outside of a network can be told only of one that is known. */
  @Test
  public void anUnknownAddressOpensNothing() {
    address = "";
    Condition outside = unless(Kind.NETWORK, "@office");
    assertThat(holds(when(Kind.NETWORK, "@office"))).isFalse();
    assertThat(book(permit("it", outside)).decide(facts()).effect()).isEmpty();
    assertThat(book(deny("it", outside)).decide(facts()).effect()).isPresent();
  }

  @Test
  public void aPluginThatIsMissingOrFailsOpensNothing() {
    Condition geo = when(Kind.PLUGIN, "geo:CH");
    Rulebook book = book(deny("abroad", unless(Kind.PLUGIN, "geo:CH")), permit("home", geo));
    assertThat(book.decide(facts()).effect()).contains(EffectKind.DENY);
    assertThat(book(permit("home", geo)).decide(facts()).effect()).isEmpty();
    assertThat(book.health(plugins.names()).status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(book.health(plugins.names()).message()).contains("geo");

    PolicyCondition installed = condition("geo", "CH");
    plugins.add(installed, 0);
    assertThat(book.decide(facts()).effect()).contains(EffectKind.PERMIT);
    assertThat(book.health(plugins.names()).status()).isEqualTo(Health.Status.OK);
    plugins.remove(installed);
    plugins.add(condition("geo", "throw"), 0);
    assertThat(book.decide(facts()).effect()).contains(EffectKind.DENY);
  }

  private static PolicyCondition condition(String name, String holdsFor) {
    return new PolicyCondition() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean matches(PolicyInput input, String argument) {
        if (holdsFor.equals("throw")) {
          throw new IllegalStateException("told to fail");
        }
        return argument.equals(holdsFor);
      }
    };
  }

  /** A demand that may hold binds: what comes later may be stricter, and must not open. */
  @Test
  public void aDemandThatMayHoldIsKeptWhateverComesLater() {
    PolicyRule maybe = require("maybe", Set.of("oath", "mail"), when(Kind.PLUGIN, "geo"));

    Ruling permitted = book(maybe, permit("later")).decide(facts());
    assertThat(permitted.effect()).contains(EffectKind.REQUIRE);
    assertThat(permitted.always()).isTrue();
    assertThat(book(maybe, deny("later")).decide(facts()).effect()).contains(EffectKind.DENY);
    Ruling both = book(maybe, require("later", Set.of("oath", "text"))).decide(facts());
    assertThat(both.methods()).contains(Set.of("oath"));
    assertThat(both.rule()).isEqualTo("maybe + later");
    assertThat(book(maybe).decide(facts()).methods()).contains(Set.of("oath", "mail"));
  }

  @Test
  public void aNetworkThatIsMissingIsSaidAndOpensNothing() {
    Rulebook book = book(in(Mode.OBSERVE, permit("it", when(Kind.NETWORK, "@home"))));
    assertThat(book.health(Set.of()).status()).isEqualTo(Health.Status.WARN);
    assertThat(book(permit("it", when(Kind.NETWORK, "@home"))).decide(facts()).effect()).isEmpty();
    assertThat(book(deny("it", when(Kind.NETWORK, "@home"))).decide(facts()).effect()).isPresent();
    assertThat(book(in(Mode.OFF, deny("it", when(Kind.NETWORK, "@home")))).health(Set.of()))
        .isEqualTo(Health.ok());
  }

  @Test
  public void trustedNetworksMayBeNamed() {
    Rulebook book = book();
    assertThat(book.trusts(List.of("192.0.2.0/24", "@office"), "2001:db8::7")).isTrue();
    assertThat(book.trusts(List.of("192.0.2.0/24"), "192.0.2.7")).isTrue();
    assertThat(book.trusts(List.of("@elsewhere"), "10.1.1.1")).isFalse();
    assertThat(book.trusts(List.of("@office"), "")).isFalse();
  }

  @Test
  public void whatIsDecidedTravelsWithTheChallenge() {
    Ruling ruling =
        book(
                in(Mode.OBSERVE, deny("watch")),
                require("codes", Set.of("oath"), when(Kind.GROUP, "STAFF")))
            .decide(facts());
    Map<String, String> kept = ruling.with(Map.of("Class", "staff"));

    Ruling read = Ruling.read(kept);
    assertThat(read.facts())
        .isEqualTo(ruling.facts())
        .containsEntry("policy", "codes")
        .containsEntry("policy.observed", "watch")
        .containsEntry("policy.groups", "staff");
    assertThat(read.always()).isTrue();
    assertThat(read.allows("oath")).isTrue();
    assertThat(read.allows("mail")).isFalse();
    assertThat(Ruling.without(kept)).isEqualTo(Map.of("Class", "staff"));
    assertThat(Ruling.NONE.with(Map.of())).isEmpty();
  }
}
