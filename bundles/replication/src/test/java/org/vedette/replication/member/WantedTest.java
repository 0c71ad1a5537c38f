package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.Test;
import org.vedette.replication.raft.Member;

public final class WantedTest {
  private static final Function<String, Optional<Boolean>> LISTENING = name -> Optional.of(false);
  private static final Function<String, Optional<Boolean>> VOTING = name -> Optional.of(true);

  @Test
  public void twoServersHaveOneVote() {
    assertThat(steps(wanted("a", "", "a", "b"), List.of(member("a", true)), LISTENING))
        .containsExactly("A b");
  }

  @Test
  public void aThirdServerGivesThreeVotesOneAtATime() {
    List<Member> now = List.of(member("a", true), member("b", false), member("c", false));
    // Those that come again have opened their logs with a vote.
    assertThat(steps(wanted("a", "", "a", "b", "c"), now, VOTING))
        .containsExactly("A c", "A", "A B", "A B C");
  }

  @Test
  public void nobodyIsGivenAVoteBeforeItsLogIsOpenWithOne() {
    List<Member> now = List.of(member("a", true), member("b", false), member("c", false));
    assertThat(steps(wanted("a", "", "a", "b", "c"), now, LISTENING)).isEmpty();
  }

  @Test
  public void whoDoesNotAnswerIsNotAdded() {
    assertThat(
            steps(wanted("a", "", "a", "b"), List.of(member("a", true)), name -> Optional.empty()))
        .isEmpty();
  }

  @Test
  public void whoWasRemovedGoesAndTheVotesFollow() {
    List<Member> now = List.of(member("a", true), member("b", true), member("c", true));
    assertThat(steps(wanted("a", "", "a", "b"), now, VOTING)).containsExactly("A B", "A b");
  }

  @Test
  public void theLeaderIsNeverTakenOutNorItsVote() {
    List<Member> now = List.of(member("c", true), member("b", false));
    assertThat(steps(wanted("c", "", "b"), now, LISTENING)).isEmpty();
  }

  @Test
  public void aSuccessorHasAVoteBesideTheMaster() {
    List<Member> now = List.of(member("a", true), member("b", false));
    assertThat(steps(wanted("a", "b", "a", "b"), now, VOTING)).containsExactly("A", "A B");
  }

  @Test
  public void aServerThatMovedIsFoundElsewhere() {
    Wanted wanted =
        new Wanted("a", "", List.of(seat("a", 1), seat("b", 2).at("198.51.100.7", 4444)), false);
    List<Member> next =
        wanted.next(List.of(member("a", true), member("b", false)), LISTENING).orElseThrow();
    assertThat(next.get(1)).isEqualTo(new Member("b", "198.51.100.7", 4444, false));
  }

  @Test
  public void anOperatorDecidesWhereTheServersMustNot() {
    List<Member> now = List.of(member("a", true), member("b", true), member("c", true));
    Wanted wanted = new Wanted("b", "", List.of(seat("a", 1), seat("b", 2), seat("c", 3)), false);
    assertThat(steps(wanted, now, VOTING)).containsExactly("a B C", "a B c");
  }

  static Wanted wanted(String leader, String successor, String... names) {
    List<Seat> seats = new ArrayList<>();
    for (String name : names) {
      seats.add(seat(name, seats.size() + 1));
    }
    return new Wanted(leader, successor, seats, true);
  }

  private static Seat seat(String name, int number) {
    return new Seat(name, number, "192.0.2.1", 4443, List.of("1"));
  }

  static Member member(String name, boolean voter) {
    return new Member(name, "192.0.2.1", 4443, voter);
  }

  /** All steps until there is none; who has a vote is written large. */
  private static List<String> steps(
      Wanted wanted, List<Member> from, Function<String, Optional<Boolean>> opened) {
    List<String> steps = new ArrayList<>();
    Optional<List<Member>> next = wanted.next(from, opened);
    while (next.isPresent() && steps.size() < 20) {
      steps.add(
          String.join(
              " ",
              next.get().stream()
                  .map(it -> it.voter() ? it.id().toUpperCase(java.util.Locale.ROOT) : it.id())
                  .sorted(String.CASE_INSENSITIVE_ORDER)
                  .toList()));
      next = wanted.next(next.get(), opened);
    }
    return steps;
  }
}
