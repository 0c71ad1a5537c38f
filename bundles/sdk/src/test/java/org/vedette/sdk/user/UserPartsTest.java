package org.vedette.sdk.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.ws.rs.core.Response;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Block;
import org.vedette.api.user.User;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

/** Password, PIN, block, lockout and enrollments of a user. */
public class UserPartsTest {
  private final World world = new World();
  private final UserFactorsResource factors =
      new UserFactorsResource(world.installed, world.worker);
  private final UserBlockResource blocks =
      new UserBlockResource(world.installed, world.writes, world.worker, world.clock);
  private final UserBypassResource bypasses =
      new UserBypassResource(world.installed, world.writes, world.clock);
  private final UserEnrollmentsResource enrollments =
      new UserEnrollmentsResource(world.installed, world.plugins, world.worker);
  private final EnrollmentsResource enrollment =
      new EnrollmentsResource(world.installed, world.writes, world.worker);
  private final UUID alice = UUID.randomUUID();

  @Before
  public void addAlice() {
    world.records.given(User.TYPE, User.builder(alice, "Alice", "alice").build());
  }

  @After
  public void close() {
    world.close();
  }

  private static Problem refusal(Supplier<CompletionStage<Response>> call) {
    Problem problem = catchThrowableOfType(Problem.class, () -> await(call.get()));
    assertThat(problem).isNotNull();
    return problem;
  }

  @Test
  public void setsAPassword() {
    Response answer =
        await(factors.setPassword("alice", json("{'password':'correct horse'}"), world.caller));

    assertThat(answer.getStatus()).isEqualTo(204);
    assertThat(world.passwords).containsEntry(alice, Secret.of("correct horse"));
    Problem tooShort =
        refusal(() -> factors.setPassword("alice", json("{'password':'short'}"), world.caller));
    assertThat(tooShort.detail()).contains("8").doesNotContain("short");
    assertThat(refusal(() -> factors.setPassword("alice", json("{}"), world.caller)).field())
        .isEqualTo("password");
    assertThat(
            refusal(() -> factors.setPassword("bob", json("{'password':'x'}"), world.caller))
                .status())
        .isEqualTo(404);
  }

  @Test
  public void setsAndRemovesAPin() {
    assertThat(
            await(
                    factors.setPin(
                        "alice", null, json("{'pin':'4711','mustChange':true}"), world.caller))
                .getStatus())
        .isEqualTo(204);
    assertThat(world.pins).containsEntry(alice, Optional.of(Secret.of("4711")));
    assertThat(
            refusal(() -> factors.setPin("alice", null, json("{'pin':'47x1'}"), world.caller))
                .field())
        .isEqualTo("pin");
    var made = await(factors.setPin("alice", null, json("{'generate':true}"), world.caller));
    assertThat(made.getEntity()).isEqualTo(new UserFactorsResource.MadePin("5830", false));
    List<String> told = new ArrayList<>();
    world.mails(new FakeMails(told, Optional.empty()));
    var mailed = await(factors.setPin("alice", "true", json("{'generate':true}"), world.caller));
    assertThat(mailed.getEntity()).isEqualTo(new UserFactorsResource.MadePin(null, true));
    assertThat(told).containsExactly("PIN Alice 5830");
    String both = "{'pin':'4711','generate':true}";
    assertThat(refusal(() -> factors.setPin("alice", null, json(both), world.caller)).field())
        .isEqualTo("pin");
    Problem weak =
        refusal(() -> factors.setPin("alice", null, json("{'pin':'1111'}"), world.caller));
    assertThat(weak.status()).isEqualTo(400);
    assertThat(weak.detail()).contains("too weak");

    assertThat(await(factors.removePin("alice", world.caller)).getStatus()).isEqualTo(204);
    assertThat(world.pins).containsEntry(alice, Optional.empty());
  }

  @Test
  public void givesABypassOfFiveMinutesOfHalfAnHourAtMostAndTakesItBack() {
    UserView given =
        (UserView)
            await(bypasses.give("alice", json("{'reason':'lost phone'}"), world.caller))
                .getEntity();
    assertThat(given.bypass())
        .isEqualTo(
            new BypassView("lost phone", "tester", "2026-11-21T06:00:00Z", "2026-11-21T06:05:00Z"));
    String tooLong = "{'reason':'x','seconds':1801}";
    assertThat(refusal(() -> bypasses.give("alice", json(tooLong), world.caller)).field())
        .isEqualTo("seconds");
    assertThat(refusal(() -> bypasses.give("alice", json("{}"), world.caller)).field())
        .isEqualTo("reason");

    await(bypasses.give("alice", json("{'reason':'again','seconds':1800}"), world.caller));
    UserView ended = (UserView) await(bypasses.end("alice", world.caller)).getEntity();
    assertThat(ended.bypass()).isNull();
    assertThat(refusal(() -> bypasses.end("alice", world.caller)).status()).isEqualTo(404);
  }

  @Test
  public void blocksForNinetyDaysAndUnblocksWithAReason() {
    UserView blocked =
        (UserView)
            await(blocks.block("alice", json("{'reason':'stolen'}"), world.caller)).getEntity();
    assertThat(blocked.block())
        .isEqualTo(
            new BlockView("stolen", "tester", "2026-11-21T06:00:00Z", "2027-02-19T06:00:00Z"));

    assertThat(refusal(() -> blocks.unblock("alice", " ", world.caller)).field())
        .isEqualTo("reason");
    UserView free = (UserView) await(blocks.unblock("alice", "found", world.caller)).getEntity();
    assertThat(free.block()).isNull();
    AuditRecord note = world.state.audit().get(0);
    assertThat(note.result()).isEqualTo("user.unblock");
    assertThat(note.fields()).containsEntry("reason", "found");
    assertThat(note.actor()).isEqualTo("tester");
  }

  @Test
  public void blockAfterReportedFraudIsShownAndEndedLikeAnyOther() {
    User alice = world.records.findByKey(User.TYPE, User.key("alice")).orElseThrow();
    Instant since = Instant.parse("2026-11-21T06:00:00Z");
    world.frauds.put(
        alice.id(), new Block("fraud reported", "the user", since, since.plusSeconds(60)));
    UserView free = (UserView) await(blocks.unblock("alice", "called", world.caller)).getEntity();

    assertThat(free.block()).isNull();
    assertThat(world.frauds).isEmpty();
  }

  @Test
  public void refusesABlockWithoutReasonOrForTooLong() {
    assertThat(refusal(() -> blocks.block("alice", json("{}"), world.caller)).field())
        .isEqualTo("reason");
    assertThat(
            refusal(() -> blocks.block("alice", json("{'reason':'x','days':0}"), world.caller))
                .detail())
        .contains("1 to 3650", "90");
  }

  @Test
  public void endsALockout() {
    world.locked.put(alice, world.clock.instant());

    assertThat(await(blocks.unlock("alice", world.caller)).getStatus()).isEqualTo(204);
    assertThat(world.locked).isEmpty();
  }

  @Test
  public void enrollsAndShowsTheSecretOnce() {
    Response answer =
        await(
            enrollments.add(
                "alice",
                json("{'method':'oath','label':'ring','params':{'digits':6},'secret':'JBSW'}"),
                world.caller));

    assertThat(answer.getStatus()).isEqualTo(201);
    String text = JsonCodec.toText((UserEnrollmentsResource.Added) answer.getEntity());
    assertThat(text).contains("otpauth://totp/x?secret=MARKED", "\"username\":\"Alice\"");
    assertThat(world.orders.get(0).params()).containsEntry("digits", "6");
    assertThat(world.orders.get(0).secret()).contains(Secret.of("JBSW"));
    assertThat(world.orders.get(0).mode()).isEqualTo("standard");
    assertThat(JsonCodec.toText(enrollments.list("alice")))
        .contains("ring")
        .doesNotContain("MARKED");
    assertThat(
            new UserViews(world.installed)
                .view(new UserViews(world.installed).find("alice"))
                .complete())
        .isTrue();
  }

  @Test
  public void passesOnWhyAnOrderIsWrong() {
    Problem rejected =
        refusal(
            () ->
                enrollments.add(
                    "alice", json("{'method':'oath','params':{'wrong':1}}"), world.caller));
    assertThat(rejected.field()).isEqualTo("params.wrong");
    assertThat(rejected.detail()).isEqualTo("params.wrong: is unknown");
    Problem missing =
        refusal(() -> enrollments.add("alice", json("{'method':'pigeon'}"), world.caller));
    assertThat(missing.status()).isEqualTo(503);
    assertThat(missing.detail()).contains("not installed", "pigeon", "oath");
  }

  @Test
  public void disablesResynchronisesAndRemovesAnEnrollment() {
    await(enrollments.add("alice", json("{'method':'oath'}"), world.caller));
    String id = enrollments.list("alice").items().get(0).id();

    EnrollmentView disabled =
        (EnrollmentView)
            await(enrollment.change(id, json("{'enabled':false}"), world.caller)).getEntity();
    assertThat(disabled.enabled()).isFalse();
    assertThat(disabled.version()).isEqualTo(2);
    assertThat(
            await(enrollment.resynchronise(id, json("{'codes':['123456','654321']}"), world.caller))
                .getStatus())
        .isEqualTo(200);
    assertThat(
            refusal(() -> enrollment.resynchronise(id, json("{'codes':['123456']}"), world.caller))
                .field())
        .isEqualTo("codes");
    assertThat(
            refusal(
                    () ->
                        enrollment.resynchronise(
                            id, json("{'codes':['999999','654321']}"), world.caller))
                .status())
        .isEqualTo(503);
    assertThat(enrollment.get(id).enabled()).isFalse();
    assertThat(await(enrollment.remove(id, world.caller)).getStatus()).isEqualTo(204);
    assertThat(catchThrowableOfType(Problem.class, () -> enrollment.get(id)).status())
        .isEqualTo(404);
    assertThat(catchThrowableOfType(Problem.class, () -> enrollment.get("x")).status())
        .isEqualTo(404);
  }

  @Test
  public void saysWhatIsMissing() {
    world.nothingInstalled();

    assertThat(refusal(() -> factors.removePin("alice", world.caller)).status()).isEqualTo(503);
    assertThat(refusal(() -> blocks.unlock("alice", world.caller)).status()).isEqualTo(503);
    assertThat(refusal(() -> enrollment.remove(alice.toString(), world.caller)).status())
        .isEqualTo(503);
  }
}
