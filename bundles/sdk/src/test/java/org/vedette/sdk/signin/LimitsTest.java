package org.vedette.sdk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.auth.Outcome;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class LimitsTest {
  private final World world = new World();

  @After
  public void close() {
    world.close();
  }

  private static SignInView view(int number) {
    return new SignInView("denied", null, null, null, null, Map.of(), "" + number);
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  @Test
  public void theOldestAnswersGoFirst() {
    Repeats repeats = new Repeats(world.clock);
    AtomicInteger worked = new AtomicInteger();
    for (int i = 0; i <= Repeats.MOST; i++) {
      var unused =
          repeats.once(
              key(i), () -> CompletableFuture.completedFuture(view(worked.incrementAndGet())));
    }

    assertThat(await(repeats.once(key(Repeats.MOST), CompletableFuture::new)).reference())
        .isEqualTo("" + (Repeats.MOST + 1));
    assertThat(
            await(repeats.once(key(0), () -> CompletableFuture.completedFuture(view(0))))
                .reference())
        .isEqualTo("0");
  }

  @Test
  public void whoSendsAgainWhileItRunsGetsTheSame() {
    Repeats repeats = new Repeats(world.clock);
    CompletableFuture<SignInView> running = new CompletableFuture<>();
    var first = repeats.once(key(1), () -> running);
    var second = repeats.once(key(1), CompletableFuture::new);

    running.complete(view(5));

    assertThat(await(first)).isEqualTo(await(second));
  }

  @Test
  public void placesForWaitingAreLimitedAndGivenBack() {
    Polls polls = new Polls(world.worker);
    for (int i = 0; i < Polls.MOST; i++) {
      polls.enter();
    }
    assertThat(catchThrowableOfType(Problem.class, polls::enter).status()).isEqualTo(429);

    CompletableFuture<Outcome> held = new CompletableFuture<>();
    var waiting = polls.await(held, Duration.ofSeconds(25));
    held.complete(new Outcome.Moved());

    assertThat(await(waiting)).contains(new Outcome.Moved());
    polls.enter();
    assertThat(catchThrowableOfType(Problem.class, polls::enter).status()).isEqualTo(429);
    CompletableFuture<Outcome> broken = CompletableFuture.failedFuture(Problem.body("MARKED"));
    assertThat(
            catchThrowableOfType(
                Problem.class, () -> await(polls.await(broken, Duration.ofSeconds(25)))))
        .isNotNull();
    polls.enter();
  }
}
