package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.replication.member.WantedTest.member;
import static org.vedette.replication.member.WantedTest.wanted;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.vedette.replication.raft.Member;

public final class CallsTest {
  private static final Member MASTER = member("a", true);
  private static final List<Member> LISTENING =
      List.of(MASTER, member("b", false), member("c", false));

  private final Wanted three = wanted("a", "", "a", "b", "c");
  private final Calls calls = new Calls();
  private final Map<String, Boolean> opened = new HashMap<>(Map.of("b", false, "c", false));
  private Instant time = Instant.EPOCH;

  private List<String> called(List<Member> log) {
    return called(log, true);
  }

  private List<String> called(List<Member> log, boolean settled) {
    time = time.plusMillis(500);
    calls.look(three, log, settled, name -> Optional.ofNullable(opened.get(name)), time);
    return calls.now();
  }

  @Test
  public void oneAtATimeIsCalled() {
    assertThat(called(LISTENING)).containsExactly("a", "b");
    opened.put("b", true);
    assertThat(called(LISTENING)).containsExactly("a", "b");
    // It is taken out of the log, and comes back with a vote.
    assertThat(called(List.of(MASTER, member("c", false)))).containsExactly("a", "b");
    assertThat(called(List.of(MASTER, member("b", true), member("c", false))))
        .containsExactly("a", "b", "c");
  }

  @Test
  public void aCallStandsWhileItsServerAndAnotherAreOutOfTheLog() {
    assertThat(called(LISTENING)).containsExactly("a", "b");
    // Its hello is older than its opening, and a new server is not in the log yet.
    assertThat(called(List.of(MASTER), false)).containsExactly("a", "b");
    opened.remove("b");
    assertThat(called(List.of(MASTER), false)).containsExactly("a", "b");
  }

  @Test
  public void nobodyIsCalledWhileAServerIsBeingAdded() {
    List<Member> two = List.of(MASTER, member("b", false));
    assertThat(called(two)).containsExactly("a");
    opened.remove("c");
    assertThat(called(two)).as("it was not heard yet").containsExactly("a");
    time = time.plus(Calls.ADDING);
    assertThat(called(two)).as("it does not come").containsExactly("a", "b");
  }

  @Test
  public void nobodyIsCalledWhileTheServersOfTheLogChange() {
    assertThat(called(LISTENING, false)).containsExactly("a");
  }

  @Test
  public void whoDoesNotAnswerIsPassedOver() {
    opened.remove("b");
    assertThat(called(LISTENING)).containsExactly("a", "c");
  }

  @Test
  public void whoFallsSilentAfterItWasCalledIsPassedOverInTheEnd() {
    assertThat(called(LISTENING)).containsExactly("a", "b");
    opened.remove("b");
    time = time.plus(Duration.ofSeconds(10));
    assertThat(called(LISTENING)).containsExactly("a", "b");
    time = time.plus(Calls.ADDING);
    assertThat(called(LISTENING)).containsExactly("a", "c");
  }

  @Test
  public void whoLeadsNoMoreCallsNobody() {
    assertThat(called(LISTENING)).isNotEmpty();
    calls.forget();
    assertThat(calls.now()).isEmpty();
  }
}
