package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.vedette.core.flow.World.ALICE;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;
import static org.vedette.core.policy.RuleSamples.deny;
import static org.vedette.core.policy.RuleSamples.in;
import static org.vedette.core.policy.RuleSamples.permit;
import static org.vedette.core.policy.RuleSamples.require;
import static org.vedette.core.policy.RuleSamples.unless;
import static org.vedette.core.policy.RuleSamples.when;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.policy.PolicyRule.Kind;
import org.vedette.api.policy.PolicyRule.Mode;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.Block;
import org.vedette.api.user.Bypass;
import org.vedette.api.user.Enrollment;

/** Rules of policy in the flow. The person's device has the address 198.51.100.9. */
public class PolicySignInTest {
  private static final String HERE = "198.51.100.0/24";

  private final World world = new World();

  private ResultCode signIn() {
    return result(world.signIn("alice", PASSWORD));
  }

  private AuditRecord last() {
    List<AuditRecord> all = world.state.audit();
    return all.get(all.size() - 1);
  }

  @Test
  public void aRuleThatDeniesIsNamedInTheRecord() {
    world.network("abroad", HERE);
    world.rules(deny("No abroad", when(Kind.NETWORK, "@abroad")));

    assertThat(signIn()).isEqualTo(ResultCode.POLICY_DENIED);
    assertThat(last().fields()).containsEntry("policy", "No abroad");
    assertThat(last().trace().toString()).contains("rule No abroad: denies");
    assertThat(result(world.signIn("alice", "wrong"))).isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(last().fields()).doesNotContainKey("policy");
  }

  @Test
  public void aRuleThatPermitsLetsInWithThePasswordAlone() {
    world.rules(permit("Days", when(Kind.TIME, "08:00-18:00 UTC")));

    assertThat(signIn()).isEqualTo(ResultCode.POLICY_PERMITTED);
    world.clock.advance(Duration.ofHours(6));
    assertThat(signIn()).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void blockAndMatchComeBeforeAndAreNeverOpened() {
    world.rules(permit("All"));
    Instant now = world.clock.instant();
    Block block = new Block("stolen", "admin", now, now.plusSeconds(900));
    world.user(user -> user.change().block(Optional.of(block)).build());
    assertThat(signIn()).isEqualTo(ResultCode.BLOCKED);
    world.user(user -> user.change().enabled(false).build());
    assertThat(signIn()).isEqualTo(ResultCode.DISABLED);
    assertThat(result(world.signIn("nobody", PASSWORD))).isEqualTo(ResultCode.UNKNOWN_USER);
    world.user(user -> user);
    assertThat(signIn()).isEqualTo(ResultCode.POLICY_PERMITTED);
  }

  @Test
  public void aRuleThatRequiresSwitchesTheSkipsOff() {
    world.application(plan -> plan.trusted(List.of(HERE), false));
    assertThat(signIn()).isEqualTo(ResultCode.TRUSTED_NETWORK);
    world.rules(require("Always", Set.of()));
    assertThat(signIn()).isEqualTo(ResultCode.CHALLENGED);
    assertThat(last().fields()).containsEntry("policy", "Always");
    Instant now = world.clock.instant();
    world.records.given(
        Bypass.TYPE, new Bypass(ALICE, 1, now, now.plusSeconds(300), "phone lost", "admin"));
    assertThat(signIn()).isEqualTo(ResultCode.CHALLENGED);
    world.rules(in(Mode.OFF, require("Always", Set.of())));
    assertThat(signIn()).isEqualTo(ResultCode.BYPASSED);
  }

  @Test
  public void aNetworkOfThatNameIsTrusted() {
    world.network("home", HERE);
    world.application(plan -> plan.trusted(List.of("@home"), false));

    assertThat(signIn()).isEqualTo(ResultCode.TRUSTED_NETWORK);
    world.application(plan -> plan.trusted(List.of("@gone"), false));
    assertThat(signIn()).isEqualTo(ResultCode.CHALLENGED);
  }

  /** The rule holds for the answer as well: a code of another method is as good as wrong. */
  @Test
  public void onlyTheMethodsRequiredMayServe() {
    UUID other = new UUID(0, 40);
    world.methods.add("other", 0, new CodeListMethod());
    world.records.given(
        Enrollment.TYPE,
        new Enrollment(
            other,
            1,
            ALICE,
            "other",
            "standard",
            "",
            true,
            world.clock.instant(),
            6,
            Map.of(),
            Optional.empty(),
            Optional.of(world.vault.seal(Enrollment.place(other), Secret.of("66")))));
    world.user(user -> user.change().defaultMethod(Optional.of("other")).build());
    assertThat(methodAsked()).isEqualTo("other");
    world.rules(require("Lists", Set.of(CodeListMethod.ID)));
    assertThat(methodAsked()).isEqualTo(CodeListMethod.ID);

    assertThat(result(world.answer(world.challenge(), "660001"))).isEqualTo(ResultCode.CHALLENGED);
    assertThat(result(world.answer(world.challenge(), "550001")))
        .isEqualTo(ResultCode.OATH_VERIFIED);
    world.rules(require("None", Set.of("webauthn")));
    assertThat(signIn()).isEqualTo(ResultCode.NO_USABLE_METHOD);
    assertThat(last().fields()).containsEntry("policy", "None");
  }

  private String methodAsked() {
    return ((Outcome.Challenged) world.signIn("alice", PASSWORD)).prompt().method();
  }

  @Test
  public void theAnswerIsBoundByTheRuleOfTheQuestion() {
    world.rules(require("Lists", Set.of(CodeListMethod.ID)));
    var token = world.challenge();
    world.rules(deny("All"));

    Outcome outcome = world.answer(token, "550001");

    assertThat(result(outcome)).isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(last().fields()).containsEntry("policy", "Lists");
    assertThat(((Outcome.Granted) outcome).attributes()).isEqualTo(Map.of("Class", "staff"));
  }

  @Test
  public void aRuleThatObservesChangesNothingAndIsWrittenDown() {
    world.rules(in(Mode.OBSERVE, deny("Draft")));

    assertThat(signIn()).isEqualTo(ResultCode.CHALLENGED);
    assertThat(last().fields())
        .containsEntry("policy.observed", "Draft")
        .doesNotContainKey("policy");
  }

  @Test
  public void groupsOfTheBindCount() {
    world.rules(deny("No VPN group", when(Kind.GROUP, "CN=vpn")));
    assertThat(signIn()).isEqualTo(ResultCode.POLICY_DENIED);
    assertThat(last().fields()).containsEntry("policy.groups", "cn=vpn");
    world.rules(deny("Others", unless(Kind.GROUP, "CN=vpn")));
    assertThat(signIn()).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void wrongCodesAreARisk() {
    world.rules(deny("Guessing", when(Kind.RISK, "recent-failures")));
    for (int i = 0; i < 3; i++) {
      world.answer(world.challenge(), "000000");
    }

    assertThat(world.wrongCodes()).isEqualTo(3);
    assertThat(signIn()).isEqualTo(ResultCode.POLICY_DENIED);
  }

  @Test
  public void aNetworkIsNewUntilASecondFactorWasRightFromIt() {
    world.rules(in(Mode.OBSERVE, deny("New", when(Kind.RISK, "new-network"))));
    world.answer(world.challenge(), "550001");
    assertThat(last().fields()).containsEntry("policy.observed", "New");

    world.challenge();
    assertThat(last().fields()).doesNotContainKey("policy.observed");
    world.signIn("alice", PASSWORD, from("198.51.101.9"));
    assertThat(last().fields()).containsEntry("policy.observed", "New");
    world.signIn("alice", PASSWORD, from("198.51.100.200"));
    assertThat(last().fields()).as("same /24").doesNotContainKey("policy.observed");
    world.clock.advance(Duration.ofDays(91));
    world.challenge();
    assertThat(last().fields()).containsEntry("policy.observed", "New");
  }

  private static Caller from(String address) {
    return new Caller(
        "radius", World.VPN, "192.0.2.1", address, address.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  public void anEnrollmentOfTodayIsARisk() {
    world.rules(deny("Fresh", when(Kind.RISK, "new-enrollment")));
    assertThat(signIn()).isEqualTo(ResultCode.POLICY_DENIED);
    world.clock.advance(Duration.ofHours(25));
    assertThat(signIn()).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void rulesThatCannotBeReadLetNobodyIn() {
    world.records.broken(true);
    assertThat(catchThrowable(world.policies::current))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(signIn()).isEqualTo(ResultCode.UNAVAILABLE);
    world.records.broken(false);
    assertThat(signIn()).isEqualTo(ResultCode.CHALLENGED);
  }
}
