package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.user.Block;
import org.vedette.api.user.User;

public class SignInFlowTest {
  private final World world = new World();

  @Test
  public void passwordThenCodeIsGrantedAndAudited() {
    Outcome outcome = world.answer(world.challenge(), "550001");

    assertThat(outcome).isInstanceOf(Outcome.Granted.class);
    Outcome.Granted granted = (Outcome.Granted) outcome;
    assertThat(granted.username()).isEqualTo("Alice");
    assertThat(granted.attributes()).containsEntry("Class", "staff");
    assertThat(world.state.audit())
        .extracting(AuditRecord::result)
        .containsExactly("CHALLENGED", "OATH_VERIFIED");
    assertThat(world.state.audit().get(1).id()).isEqualTo(granted.auditId());
    assertThat(world.state.audit())
        .extracting(AuditRecord::requestId)
        .containsOnly(world.state.audit().get(0).requestId());
  }

  @Test
  public void nameIsNormalisedBeforeTheUserIsLookedUp() {
    assertThat(result(world.signIn("  ALICE ", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void wrongPasswordAndUnknownUserGetTheSameAnswerAndNoChallenge() {
    world.application(plan -> plan.match(false));

    assertThat(result(world.signIn("alice", "wrong"))).isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(result(world.signIn("nobody", "wrong"))).isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(result(world.signIn("alice", ""))).isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(world.state.open()).isZero();
  }

  @Test
  public void wrongCodeMayBeTriedAgainUntilTheTriesAreUsed() {
    Outcome first = world.answer(world.challenge(), "000000");
    Outcome second = world.answer(World.token(first), "000000");
    Outcome third = world.answer(World.token(second), "000000");

    assertThat(result(third)).isEqualTo(ResultCode.TRIES_EXCEEDED);
    assertThat(world.state.open()).isZero();
  }

  @Test
  public void wrongCodeIsDeniedAtOnceWhereOneTryIsAllowed() {
    world.application(plan -> plan.tries(1));

    assertThat(result(world.answer(world.challenge(), "000000"))).isEqualTo(ResultCode.OATH_WRONG);
  }

  @Test
  public void usedCodeIsDenied() {
    world.answer(world.challenge(), "550001");

    assertThat(result(world.answer(world.challenge(), "550001")))
        .isEqualTo(ResultCode.OATH_DUPLICATE);
  }

  @Test
  public void tokenWorksOnceAndOnlyForItsClientAndUser() {
    ChallengeToken token = world.challenge();
    Caller other = new Caller("radius", World.VPN, "192.0.2.99", "", new byte[] {1});

    assertThat(result(world.answer(token, "alice", "550001", other)))
        .isEqualTo(ResultCode.CHALLENGE_INVALID);
    assertThat(result(world.answer(token, "bob", "550001", world.caller("b"))))
        .isEqualTo(ResultCode.CHALLENGE_INVALID);
    assertThat(result(world.answer(token, "550001"))).isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(result(world.answer(token, "550002"))).isEqualTo(ResultCode.CHALLENGE_INVALID);
  }

  @Test
  public void expiredTokenIsDenied() {
    ChallengeToken token = world.challenge();
    world.clock.advance(Duration.ofSeconds(121));

    assertThat(result(world.answer(token, "550001"))).isEqualTo(ResultCode.CHALLENGE_INVALID);
  }

  @Test
  public void newSignInVoidsTheChallengeBefore() {
    ChallengeToken abandoned = world.challenge();
    ChallengeToken current = world.challenge();

    assertThat(result(world.answer(abandoned, "550001"))).isEqualTo(ResultCode.CHALLENGE_INVALID);
    assertThat(result(world.answer(current, "550001"))).isEqualTo(ResultCode.OATH_VERIFIED);
  }

  @Test
  public void sameRequestGetsItsFirstOutcomeAgain() {
    ChallengeToken token = world.challenge();
    Caller caller = world.caller("the-request");

    Outcome first = world.answer(token, "alice", "550001", caller);
    Outcome again = world.answer(token, "alice", "550001", caller);

    assertThat(again).isEqualTo(first).isInstanceOf(Outcome.Granted.class);
  }

  @Test
  public void hundredRequestsWithOneCodeLetExactlyOneIn() {
    world.application(plan -> plan.primary("none"));
    List<CompletableFuture<Outcome>> all =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> world.signIn("alice", "550001", world.caller("o" + i))))
            .toList();

    assertThat(all.stream().map(CompletableFuture::join).map(World::result))
        .filteredOn(ResultCode::granted)
        .hasSize(1);
  }

  @Test
  public void userMatchTableHolds() {
    assertThat(result(world.signIn("nobody", PASSWORD))).isEqualTo(ResultCode.UNKNOWN_USER);
    world.user(user -> user.change().enabled(false).build());
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.DISABLED);

    world.application(plan -> plan.match(false));
    assertThat(result(world.signIn("nobody", PASSWORD))).isEqualTo(ResultCode.PRIMARY_ONLY);
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.PRIMARY_ONLY);
  }

  @Test
  public void incompleteUserIsDeniedWhateverMatchSays() {
    UUID bob = new UUID(0, 9);
    world.records.given(User.TYPE, User.builder(bob, "bob", "bob").build());

    assertThat(result(world.signIn("bob", PASSWORD))).isEqualTo(ResultCode.INCOMPLETE);
    world.application(plan -> plan.match(false));
    assertThat(result(world.signIn("bob", PASSWORD))).isEqualTo(ResultCode.INCOMPLETE);
  }

  @Test
  public void clientThatChecksPasswordsItselfLetsNobodyUnknownIn() {
    world.application(plan -> plan.primary("none").match(false));

    assertThat(result(world.signIn("nobody", "550001"))).isEqualTo(ResultCode.UNKNOWN_USER);
    assertThat(result(world.signIn("alice", "550001"))).isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(world.passwordChecks).hasValue(0);
  }

  @Test
  public void blockEndsByItselfAndVoidsOpenChallenges() {
    ChallengeToken token = world.challenge();
    Block block =
        new Block(
            "lost", "help desk", world.clock.instant(), world.clock.instant().plusSeconds(60));
    world.user(user -> user.change().block(Optional.of(block)).build());

    assertThat(result(world.answer(token, "550001"))).isEqualTo(ResultCode.BLOCKED);
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.BLOCKED);
    world.clock.advance(Duration.ofSeconds(61));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void groupRuleUnitesStoredAndReportedGroups() {
    world.application(plan -> plan.groups(Set.of("cn=admins")));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.POLICY_DENIED);

    world.application(plan -> plan.groups(Set.of("cn=vpn")));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);

    world.application(plan -> plan.groups(Set.of("cn=admins")));
    world.user(user -> user.change().groups(Set.of("cn=admins")).build());
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void trustedNetworkSkipsTheSecondFactorButNotThePassword() {
    world.application(plan -> plan.trusted(List.of("198.51.100.0/24"), false));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.TRUSTED_NETWORK);
    assertThat(result(world.signIn("alice", "wrong"))).isEqualTo(ResultCode.PRIMARY_REFUSED);

    world.application(plan -> plan.trusted(List.of("198.51.100.0/24"), true));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void manyWrongPasswordsMustWait() {
    for (int i = 0; i < 10; i++) {
      world.signIn("alice", "wrong");
    }
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.THROTTLED);
    assertThat(world.passwordChecks).hasValue(10);

    world.clock.advance(Duration.ofSeconds(61));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void manyWrongCodesMustWaitLongerAndLonger() {
    world.application(plan -> plan.tries(1));
    for (int i = 0; i < 10; i++) {
      world.answer(world.challenge(), "000000");
    }
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.THROTTLED);

    world.clock.advance(Duration.ofSeconds(61));
    world.answer(world.challenge(), "000000");
    world.clock.advance(Duration.ofSeconds(61));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.THROTTLED);
    world.clock.advance(Duration.ofSeconds(60));
    assertThat(result(world.answer(world.challenge(), "550001")))
        .isEqualTo(ResultCode.OATH_VERIFIED);
  }

  @Test
  public void unreachableDirectoryDecidesNothing() {
    world.primaries.add(
        "local",
        1,
        request -> CompletableFuture.completedFuture(new PrimaryVerdict.Unreachable("no server")));

    assertThat(world.signIn("alice", PASSWORD)).isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  public void fullDiskDecidesNothingAndUsesNothingUp() {
    ChallengeToken token = world.challenge();
    world.state.full(true);
    assertThat(world.answer(token, "550001")).isInstanceOf(Outcome.Unavailable.class);
    assertThat(world.signIn("alice", "wrong")).isInstanceOf(Outcome.Unavailable.class);

    world.state.full(false);
    assertThat(result(world.answer(token, "550001"))).isEqualTo(ResultCode.OATH_VERIFIED);
  }

  @Test
  public void unreadableStoreDecidesNothing() {
    world.records.broken(true);

    assertThat(world.signIn("alice", PASSWORD)).isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  public void throwingMethodIsAFaultAndNotADenial() {
    world.primaries.add(
        "local",
        1,
        request -> {
          throw new IllegalStateException("broken plugin");
        });

    assertThat(world.signIn("alice", PASSWORD)).isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  public void methodBundleThatComesBackInTimeServes() {
    world.methods.remove(CodeListMethod.ID, world.method);
    CompletableFuture<Outcome> waiting =
        CompletableFuture.supplyAsync(() -> world.signIn("alice", PASSWORD));
    world.methods.add(CodeListMethod.ID, 0, world.method);

    assertThat(result(waiting.join())).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void closedFlowHandsOn() {
    world.flow.close(Duration.ZERO);

    assertThat(world.signIn("alice", PASSWORD)).isInstanceOf(Outcome.Moved.class);
  }

  @Test
  public void runningSignInIsHandedOnWithNothingUsedUp() {
    CompletableFuture<PrimaryVerdict> slow = new CompletableFuture<>();
    world.primaries.add("local", 1, request -> slow);
    CompletableFuture<Outcome> held =
        CompletableFuture.supplyAsync(() -> world.signIn("alice", PASSWORD));
    await().until(() -> world.flow.inFlight() == 1);

    world.flow.close(Duration.ZERO);

    assertThat(held.join()).isInstanceOf(Outcome.Moved.class);
    slow.complete(new PrimaryVerdict.Refused("late"));
    assertThat(world.state.audit()).isEmpty();
  }

  @Test
  public void whatWasTypedCannotForgeLinesOrColoursInTheRecord() {
    world.signIn("bob\n2026 INFO granted\u001b[2J", "wrong");

    assertThat(world.state.audit().get(0).username())
        .isEqualTo("bob\ufffd2026 INFO granted\ufffd[2J");
  }

  @Test
  public void abandonedChallengeIsAuditedAndGone() {
    ChallengeToken token = world.challenge();
    world.flow.abandon(token, AbandonReason.CLIENT_GONE);

    assertThat(world.state.audit())
        .extracting(AuditRecord::result)
        .containsExactly("CHALLENGED", "ABANDONED");
    assertThat(result(world.answer(token, "550001"))).isEqualTo(ResultCode.CHALLENGE_INVALID);
  }
}
