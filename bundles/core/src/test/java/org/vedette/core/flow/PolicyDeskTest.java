package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.policy.RuleSamples.deny;
import static org.vedette.core.policy.RuleSamples.permit;
import static org.vedette.core.policy.RuleSamples.require;
import static org.vedette.core.policy.RuleSamples.unless;
import static org.vedette.core.policy.RuleSamples.when;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.policy.PolicyDesk.Judgement;
import org.vedette.api.policy.PolicyExplanation;
import org.vedette.api.policy.PolicyExplanation.Verdict;
import org.vedette.api.policy.PolicyQuestion;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.policy.PolicyRule.Kind;

public class PolicyDeskTest {
  private final World world = new World();
  private String username = "alice";
  private Set<String> groups = Set.of();
  private List<String> methods = List.of();
  private String at = "2026-05-01T12:00:00Z";

  private PolicyExplanation explain() {
    PolicyQuestion question =
        new PolicyQuestion(
            username, World.VPN, Optional.empty(), "10.1.2.3", Instant.parse(at), groups, methods);
    return world.policies.explain(question, Optional.empty()).orElseThrow();
  }

  @Test
  public void withoutRulesTheSecondFactorIsAsked() {
    PolicyExplanation it = explain();

    assertThat(it.result()).isEmpty();
    assertThat(it.methods()).containsExactly(CodeListMethod.ID);
    assertThat(it.rules()).isEmpty();
    assertThat(it.decides()).isEmpty();
  }

  @Test
  public void tellsWhichRuleFiresAndWhyOthersDoNot() {
    world.rules(
        deny("Night", unless(Kind.TIME, "08:00-18:00 UTC")),
        permit("Guests", when(Kind.GROUP, "guests")),
        require("Rest", Set.of("webauthn", CodeListMethod.ID)));

    assertThat(explain().decides()).contains("Rest");
    assertThat(explain().methods()).containsExactly(CodeListMethod.ID);
    assertThat(explain().rules())
        .extracting(PolicyExplanation.Line::verdict)
        .containsExactly(Verdict.DOES_NOT_MATCH, Verdict.DOES_NOT_MATCH, Verdict.DECIDES);
    groups = Set.of("GUESTS");
    assertThat(explain().result()).isEqualTo("POLICY_PERMITTED");
    assertThat(explain().granted()).isTrue();
    at = "2026-05-01T18:00:00Z";
    assertThat(explain().result()).isEqualTo("POLICY_DENIED");
    assertThat(explain().decides()).contains("Night");
    assertThat(explain().trace()).contains("rule Night: denies");
  }

  @Test
  public void methodsMayBeMadeUp() {
    world.rules(require("Keys", Set.of("webauthn")));
    assertThat(explain().result()).isEqualTo("NO_USABLE_METHOD");
    methods = List.of("text", "webauthn");
    assertThat(explain().result()).isEmpty();
    assertThat(explain().methods()).containsExactly("webauthn");
  }

  @Test
  public void whatComesBeforePolicyIsSaidAndNothingIsWritten() {
    username = "nobody";
    world.rules(permit("All"));
    int before = world.state.audit().size();

    assertThat(explain().result()).isEqualTo("UNKNOWN_USER");
    assertThat(explain().decides()).isEmpty();
    assertThat(world.state.audit()).hasSize(before);
  }

  private Judgement judge(AuditRecord record, PolicyRule... rules) {
    return world.policies.judge(List.of(rules)).orElseThrow().judge(record).orElseThrow();
  }

  private AuditRecord last() {
    List<AuditRecord> all = world.state.audit();
    return all.get(all.size() - 1);
  }

  @Test
  public void recordedSignInsAreJudgedAnew() {
    world.answer(world.challenge(), "550001");
    AuditRecord right = last();

    assertThat(judge(right)).isEqualTo(same("OATH_VERIFIED", null));
    assertThat(judge(right, deny("All")))
        .isEqualTo(new Judgement(true, "POLICY_DENIED", Optional.of("All"), false));
    assertThat(judge(right, permit("Net", when(Kind.NETWORK, "198.51.100.9"))).would())
        .isEqualTo("POLICY_PERMITTED");
    assertThat(judge(right, require("Same", Set.of(CodeListMethod.ID))))
        .isEqualTo(same("OATH_VERIFIED", "Same"));
    assertThat(judge(right, require("Keys", Set.of("webauthn"))).would())
        .isEqualTo("NO_USABLE_METHOD");
    assertThat(judge(right, deny("Later", when(Kind.TIME, "13:00-14:00 UTC"))).changes()).isFalse();
  }

  private static Judgement same(String result, @Nullable String rule) {
    return new Judgement(false, result, Optional.ofNullable(rule), false);
  }

  @Test
  public void skipsAndDecisionsOfRulesAreJudgedAnew() {
    world.application(plan -> plan.trusted(List.of("198.51.100.0/24"), false));
    world.signIn("alice", PASSWORD);
    assertThat(judge(last(), require("Always", Set.of())).would()).isEqualTo(Judgement.ASKED);
    assertThat(judge(last()).changes()).isFalse();

    world.rules(deny("All"));
    world.signIn("alice", PASSWORD);
    assertThat(judge(last(), deny("Other")).changes()).isFalse();
    assertThat(judge(last()).would()).isEqualTo("TRUSTED_NETWORK");
    world.application(plan -> plan);
    assertThat(judge(last()).would()).isEqualTo(Judgement.ASKED);
  }

  @Test
  public void whatPolicyHasNoSayInIsPassedOver() {
    world.signIn("alice", "wrong");
    var judge = world.policies.judge(List.of(deny("All"))).orElseThrow();
    assertThat(judge.judge(last())).isEmpty();
    world.signIn("alice", PASSWORD);
    assertThat(judge.judge(last())).as("a challenge is no end").isEmpty();
    world.application(plan -> plan.groups(Set.of("nobody")));
    world.signIn("alice", PASSWORD);
    assertThat(last().result()).isEqualTo("POLICY_DENIED");
    assertThat(judge.judge(last())).as("the application's own rule").isEmpty();
  }

  @Test
  public void whatARecordDoesNotTellIsSaid() {
    world.answer(world.challenge(), "550001");
    assertThat(judge(last(), deny("Risk", when(Kind.RISK, "new-network"))).uncertain()).isTrue();
    assertThat(judge(last(), deny("Group", when(Kind.GROUP, "x"))).uncertain()).isFalse();
    world.application(plan -> plan.primary("directory:corp"));
    assertThat(judge(last(), deny("Group", when(Kind.GROUP, "x"))))
        .isEqualTo(new Judgement(false, "OATH_VERIFIED", Optional.empty(), true));
  }
}
