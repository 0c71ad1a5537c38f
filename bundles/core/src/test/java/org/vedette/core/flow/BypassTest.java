package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.ALICE;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.user.Block;
import org.vedette.api.user.Bypass;

/** Rows 30 to 32: exactly one sign-in without the second factor. */
public class BypassTest {
  private final World world = new World();

  @Test
  public void oneSignInIsLetInAndTheNextIsAsked() {
    give(1, Duration.ofSeconds(300));

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.BYPASSED);
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
    world.clock.advance(Duration.ofSeconds(1));
    give(2, Duration.ofSeconds(300));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.BYPASSED);
  }

  @Test
  public void theSameRequestGetsTheSameAnswer() {
    give(1, Duration.ofSeconds(300));
    Caller caller = world.caller("one");

    assertThat(result(world.signIn("alice", PASSWORD, caller))).isEqualTo(ResultCode.BYPASSED);
    assertThat(result(world.signIn("alice", PASSWORD, world.caller("two"))))
        .isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void itEndsByItself() {
    give(1, Duration.ofSeconds(300));
    world.clock.advance(Duration.ofSeconds(301));

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void aWrongPasswordDoesNotUseItUp() {
    give(1, Duration.ofSeconds(300));

    assertThat(result(world.signIn("alice", "wrong"))).isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.BYPASSED);
  }

  @Test
  public void aBlockAndAnApplicationThatAlwaysAsksComeBefore() {
    give(1, Duration.ofSeconds(300));
    world.application(plan -> plan.trusted(List.of(), true));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);

    world.application(plan -> plan);
    Instant now = world.clock.instant();
    Block block = new Block("stolen", "admin", now, now.plusSeconds(900));
    world.user(user -> user.change().block(Optional.of(block)).build());
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.BLOCKED);
    world.user(user -> user);
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.BYPASSED);
  }

  private void give(long version, Duration life) {
    Instant now = world.clock.instant();
    world.records.given(
        Bypass.TYPE, new Bypass(ALICE, version, now, now.plus(life), "phone lost", "admin"));
  }
}
