package org.vedette.sdk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.core.Response;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.http.Role;

/** Sign-ins that are repeated, handed on to another core, or not decided. */
public class SignInsAgainTest extends SignInsCase {
  @Test
  public void whatCannotBeDecidedIsNoDenial() {
    core.says(new Outcome.Unavailable(Duration.ofSeconds(2), "MARKED: the directory is down"));

    Problem problem = refused(shop, ALICE);

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.detail()).doesNotContain("MARKED");
    assertThat(ProblemMapper.response(problem).getHeaderString("Retry-After")).isEqualTo("2");
  }

  @Test
  public void theNextCoreIsAskedWhenOneGoes() {
    FakeCore successor = new FakeCore("successor");
    successor.says(GRANTED);
    core.says(new Outcome.Moved());
    calls.addCore(successor, Map.of());
    calls.removeCore(successor);
    CompletionStage<Response> answer = signIns.begin(null, json(ALICE), shop);

    calls.addCore(successor, Map.of());

    assertThat(view(answer).state()).isEqualTo("granted");
    assertThat(successor.requests).isEqualTo(core.requests);
  }

  @Test
  public void aPromptIsHeldOnByTheNextCore() {
    String signin = open(7, false);
    FakeCore successor = new FakeCore("successor");
    ChallengeToken token = ((Outcome.Challenged) asks(7, false)).token();
    successor.prompts.put(token, CompletableFuture.completedFuture(GRANTED));
    CompletionStage<Response> poll = signIns.look(signin, "alice", "25", shop);
    calls.addCore(successor, Map.of());

    prompt(7).complete(new Outcome.Moved(Optional.of(token)));

    assertThat(view(poll).state()).isEqualTo("granted");
  }

  @Test
  public void onlyTokensForItMaySignPeopleIn() {
    for (Role role : Set.of(Role.ADMIN, Role.READ)) {
      assertThat(refused(new Caller("shop", role, "192.0.2.9"), ALICE).status()).isEqualTo(403);
    }
    Caller removed = new Caller("removed", Role.SIGNIN, "192.0.2.9");
    assertThat(refused(removed, ALICE).status()).isEqualTo(401);
    assertThat(refused(Applications.token(world, "lonely"), ALICE).status()).isEqualTo(403);
    Caller disabled =
        Applications.add(world, Applications.make("off", "local", Application.Appended.OFF, false));
    assertThat(refused(disabled, ALICE).status()).isEqualTo(403);
    assertThat(core.requests).isEmpty();
  }

  @Test
  public void aKeyMakesARequestThatIsSentAgainTheSame() {
    core.says(asks(7, true));
    SignInView first = view(signIns.begin("key-1", json(ALICE), shop));
    core.says(asks(8, true));

    assertThat(view(signIns.begin("key-1", json(ALICE), shop))).isEqualTo(first);
    assertThat(core.requests).hasSize(1);
    view(signIns.begin("key-2", json(ALICE), shop));
    view(signIns.begin("key-1", json(ALICE.replace("MARKED-password", "other")), shop));
    view(signIns.begin("key-1", json(ALICE), other));
    view(signIns.begin(null, json(ALICE), shop));
    view(signIns.begin(null, json(ALICE), shop));
    world.clock.advance(Repeats.LIFE);
    view(signIns.begin("key-1", json(ALICE), shop));

    assertThat(core.requests).hasSize(7);
    List<ByteBuffer> owners =
        core.requests.stream().map(it -> ByteBuffer.wrap(it.caller().owner())).toList();
    assertThat(owners.subList(0, 6)).doesNotHaveDuplicates();
    assertThat(owners.get(6)).as("the core knows it again").isEqualTo(owners.get(0));
  }

  @Test
  public void whatWasNotDecidedIsTriedAfresh() {
    core.says(new Outcome.Unavailable(Duration.ofSeconds(2), "down"));
    assertThat(
            catchThrowableOfType(
                    Problem.class, () -> await(signIns.begin("key-1", json(ALICE), shop)))
                .status())
        .isEqualTo(503);
    core.says(GRANTED);

    assertThat(view(signIns.begin("key-1", json(ALICE), shop)).state()).isEqualTo("granted");
  }

  @Test
  public void whatIsWrongIsNamed() {
    assertThat(refused(shop, "{'password':'x'}").field()).isEqualTo("username");
    assertThat(refused(shop, "{'username':'','password':'x'}").field()).isEqualTo("username");
    assertThat(refused(shop, ALICE.replace("alice", "a".repeat(257))).field())
        .isEqualTo("username");
    assertThat(refused(shop, "{'username':'alice'}").field()).isEqualTo("password");
    assertThat(refused(shop, "{'username':'alice','password':''}").field()).isEqualTo("password");
    assertThat(refused(shop, "{'username':'alice','password':null}").field()).isEqualTo("password");
    Problem tooLong = refused(shop, ALICE.replace("MARKED-password", "é".repeat(65)));
    assertThat(tooLong.field()).isEqualTo("password");
    assertThat(tooLong.detail()).doesNotContain("é");
    assertThat(refused(shop, ALICE.replace("}", ",'code':'" + "1".repeat(65) + "'}")).field())
        .isEqualTo("code");
    for (String address : Set.of("localhost", "192.0.2.0/24", "192.0.2.1-192.0.2.3", "")) {
      assertThat(refused(shop, ALICE.replace("}", ",'clientAddress':'" + address + "'}")).field())
          .as(address)
          .isEqualTo("clientAddress");
    }
    assertThat(refused(shop, ALICE.replace("}", ",'pin':'1'}")).field()).isEqualTo("pin");
    for (String key : Set.of("", "a b", "k".repeat(129))) {
      assertThat(
              catchThrowableOfType(Problem.class, () -> signIns.begin(key, json(ALICE), shop))
                  .field())
          .isEqualTo("Idempotency-Key");
    }
    assertThat(
            catchThrowableOfType(
                    Problem.class, () -> signIns.answer("x", null, json("{'username':'a'}"), shop))
                .field())
        .isEqualTo("code");
    assertThat(
            catchThrowableOfType(Problem.class, () -> signIns.look("x", null, null, shop)).field())
        .isEqualTo("username");
    assertThat(
            catchThrowableOfType(Problem.class, () -> signIns.look("x", "a", "26", shop)).field())
        .isEqualTo("waitSeconds");
    assertThat(core.requests).isEmpty();
    assertThat(core.answers).isEmpty();
  }
}
