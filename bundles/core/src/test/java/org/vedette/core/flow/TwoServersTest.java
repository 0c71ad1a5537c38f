package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Application.Otherwise;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.secret.Secret;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.PasswordThrottle;
import org.vedette.core.delivery.IncomingDesk;
import org.vedette.testkit.memory.MemoryState;

/** Prompts that are opened at one server of a cluster and answered, or waited for, at another. */
public class TwoServersTest {
  private final World world = new World();
  private final PhoneMethod phone = new PhoneMethod();
  private final MemoryState far = new MemoryState(world.clock);
  private final SignInFlow here = world.flow;
  private SignInFlow there;

  @Before
  public void start() {
    world.state.join(far);
    Ports near = world.ports;
    Ports ports =
        new Ports(
            near.records(),
            near.changes(),
            far,
            far,
            far,
            far,
            near.vault(),
            near.primaries(),
            near.methods(),
            near.enrollers(),
            near.resynchronisers(),
            near.outbox(),
            near.policies(),
            near.versions(),
            near.clock(),
            near.settings(),
            near.sources());
    there =
        new SignInFlow(
            ports,
            new Failures(far),
            new Candidates(ports),
            new PasswordThrottle(),
            world.frauds::put);
  }

  private CompletableFuture<Outcome> signIn(SignInFlow at, String owner, Duration deadline) {
    return at.authenticate(
            new AuthRequest(
                "r-" + owner,
                world.caller(owner),
                "alice",
                Optional.of(new Credential.Typed(Secret.of(PASSWORD))),
                Map.of(),
                Waiting.HOLD,
                Asking.TYPED,
                world.clock.instant().plus(deadline)))
        .toCompletableFuture();
  }

  /** Alice is asked on her phone. */
  private void ring() {
    world.methods.add(CodeListMethod.ID, 1, phone);
    world.gateway(phone);
  }

  private CompletableFuture<Outcome> signIn(SignInFlow at, String owner) {
    return signIn(at, owner, Duration.ofSeconds(30));
  }

  private Outcome signal(SignInFlow at, String kind) {
    Caller app = new Caller("app", new UUID(0, 0), "198.51.100.1", "", new byte[0]);
    return World.join(at.answer(phone.token(), "", new Answer.Signal(kind, Secret.of("x")), app));
  }

  private List<String> results() {
    return Stream.concat(world.state.audit().stream(), far.audit().stream())
        .map(AuditRecord::result)
        .toList();
  }

  private static ResultCode end(CompletableFuture<Outcome> outcome) {
    await().until(outcome::isDone);
    return result(outcome.join());
  }

  @Test
  public void anApprovalAtTheOtherServerEndsTheWaitHere() {
    ring();
    CompletableFuture<Outcome> outcome = signIn(here, "first");
    assertThat(outcome).isNotDone();
    assertThat(result(signal(there, "approve"))).isEqualTo(ResultCode.METHOD_VERIFIED);

    assertThat(outcome).isDone();
    assertThat(result(outcome.join())).isEqualTo(ResultCode.METHOD_VERIFIED);
    assertThat(((Outcome.Granted) outcome.join()).attributes()).containsEntry("Class", "staff");
    assertThat(results()).containsExactlyInAnyOrder("PROMPTED", "METHOD_VERIFIED");
  }

  @Test
  public void theRequestSentToTheOtherServerJoinsThePromptAndGetsItsOutcome() {
    ring();
    CompletableFuture<Outcome> first = signIn(here, "first");
    CompletableFuture<Outcome> resent = signIn(there, "first");
    assertThat(phone.sent).hasSize(1);
    signal(here, "approve");

    assertThat(end(first)).isEqualTo(ResultCode.METHOD_VERIFIED);
    assertThat(end(resent)).isEqualTo(ResultCode.METHOD_VERIFIED);
    assertThat(resent.join()).isEqualTo(first.join());
    assertThat(signIn(there, "first").join()).isEqualTo(first.join());
  }

  @Test
  public void whereBothWaitTheEndOfTheTimeIsRecordedOnce() {
    ring();
    CompletableFuture<Outcome> first = signIn(here, "first", Duration.ofMillis(700));
    CompletableFuture<Outcome> resent = signIn(there, "first", Duration.ofMillis(700));

    assertThat(end(first)).isEqualTo(ResultCode.TIMED_OUT);
    assertThat(end(resent)).isEqualTo(ResultCode.TIMED_OUT);
    assertThat(results()).containsExactlyInAnyOrder("PROMPTED", "TIMED_OUT");
    assertThat(far.open()).isZero();
    assertThat(world.state.open()).isZero();
  }

  @Test
  public void whoHearsOfTheEndLateAsksBeforeItEndsThePromptItself() {
    ring();
    CompletableFuture<Outcome> first = signIn(here, "first", Duration.ofMillis(700));
    CompletableFuture<Outcome> resent = signIn(there, "first", Duration.ofMillis(700));
    world.state.late();
    far.late();

    assertThat(end(first)).isEqualTo(ResultCode.TIMED_OUT);
    assertThat(end(resent)).isEqualTo(ResultCode.TIMED_OUT);
    assertThat(resent.join()).isEqualTo(first.join());
    assertThat(results()).containsExactlyInAnyOrder("PROMPTED", "TIMED_OUT");
    world.state.tell();
    far.tell();
    assertThat(far.open() + world.state.open()).isZero();
  }

  @Test
  public void anApprovalAtBothIsOneSuccess() {
    ring();
    CompletableFuture<Outcome> first = signIn(here, "first");
    world.state.late();
    Outcome approved = signal(here, "approve");
    assertThat(signal(there, "approve")).isEqualTo(approved);

    assertThat(first.join()).isEqualTo(approved);
    assertThat(results()).containsExactlyInAnyOrder("PROMPTED", "METHOD_VERIFIED");
  }

  @Test
  public void whenTheServerThatRangIsGoneTheOtherGoesOn() {
    ring();
    signIn(here, "first");
    CompletableFuture<Outcome> resent = signIn(there, "first");
    world.state.part(far);
    signal(there, "approve");

    assertThat(end(resent)).isEqualTo(ResultCode.METHOD_VERIFIED);
    assertThat(far.audit()).extracting(AuditRecord::result).containsExactly("METHOD_VERIFIED");
  }

  @Test
  public void whenTheServerThatRangIsGoneTheOtherEndsItWhenItsTimeIsOver() {
    ring();
    signIn(here, "first", Duration.ofMillis(700));
    CompletableFuture<Outcome> resent = signIn(there, "first", Duration.ofMillis(700));
    world.state.part(far);

    assertThat(end(resent)).isEqualTo(ResultCode.TIMED_OUT);
    assertThat(far.audit()).extracting(AuditRecord::result).containsExactly("TIMED_OUT");
  }

  @Test
  public void aCodeThatIsAskedForInsteadIsAskedForWhereTheRequestIsHeld() {
    UUID call = new UUID(7, 7);
    CallMethod calling = new CallMethod();
    DeliveryDesk desk = new IncomingDesk(world.outbox, world.questions, there::signal);
    world.enrollment(call, "call", "standard");
    world.user(it -> it.change().defaultMethod(Optional.of("call")).build());
    world.methods.add("call", 1, calling);
    world.gateway(calling);
    Application vpn = world.records.find(Application.TYPE, World.VPN).orElseThrow();
    world.records.given(
        Application.TYPE, vpn.otherwise(new Otherwise(Set.of(CodeListMethod.ID), false)));
    CompletableFuture<Outcome> outcome = signIn(here, "first");
    desk.called(calling.token(), new CallEvent.Unanswered(CallEvent.Why.NO_ANSWER, ""));
    desk.called(calling.token(), new CallEvent.Unanswered(CallEvent.Why.BUSY, ""));

    await().until(outcome::isDone);
    Outcome.Challenged asked = (Outcome.Challenged) outcome.join();
    assertThat(asked.prompt().typed()).isTrue();
    assertThat(result(world.answer(asked.token(), "550001")))
        .isEqualTo(ResultCode.FALLBACK_OATH_VERIFIED);
    assertThat(results()).doesNotContain("CHALLENGE_INVALID");
  }

  @Test
  public void whatIsGivenUpHereEndsThereToo() {
    ring();
    signIn(here, "first");
    CompletableFuture<Outcome> resent = signIn(there, "first");
    here.abandon(phone.token(), AbandonReason.CLIENT_GONE);

    assertThat(end(resent)).isEqualTo(ResultCode.ABANDONED);
    assertThat(results()).containsExactlyInAnyOrder("PROMPTED", "ABANDONED");
  }
}
