package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.vedette.itests.cluster.History.Outcome;
import org.vedette.itests.cluster.History.Sight;
import org.vedette.itests.cluster.History.SignIn;
import org.vedette.itests.cluster.History.Told;

/** Histories that are right, and some that are wrong in each way. */
public class HistoryCheckTest {
  private static final long SECOND = 1_000_000_000L;

  private long now;
  private final History history = new History(() -> now);
  private final HistoryCheck check = new HistoryCheck(Duration.ofSeconds(2), Duration.ZERO);

  private List<String> wrong() {
    return check.wrong(history);
  }

  private void signIn(String server, String code, long second, Outcome outcome) {
    history.add(
        new SignIn(server, code, true, second * SECOND, second * SECOND + SECOND / 2, outcome));
  }

  private void again(String server, String code, long second, Outcome outcome) {
    history.add(
        new SignIn(server, code, false, second * SECOND, second * SECOND + SECOND / 2, outcome));
  }

  private void change(String server, String user, Told told) {
    history.add(new History.Change(server, user, 0, SECOND, told, ""));
  }

  private void sight(String server, long second, boolean master, long epoch) {
    history.add(new Sight(server, master, epoch, second * SECOND, second * SECOND + 1000));
  }

  private void at(long second) {
    now = second * SECOND;
  }

  @Test
  public void anEmptyHistoryIsRight() {
    assertThat(wrong()).isEmpty();
  }

  @Test
  public void whatHappensWhenAllIsWellIsRight() {
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);
    again("b", "alice 1", 3, Outcome.REJECTED);
    signIn("b", "alice 2", 5, Outcome.ACCEPTED);
    change("a", "u1", Told.ACKNOWLEDGED);
    change("b", "u2", Told.REFUSED);
    change("b", "u3", Told.UNKNOWN);
    sight("a", 1, true, 1);
    sight("b", 1, false, 1);
    history.atEnd("a", Set.of("u1", "u3"));
    history.atEnd("b", Set.of("u1", "u3"));

    assertThat(wrong()).isEmpty();
  }

  @Test
  public void anAcknowledgedChangeThatIsLostEverywhereIsFound() {
    change("a", "u1", Told.ACKNOWLEDGED);
    history.atEnd("a", Set.of());
    history.atEnd("b", Set.of());

    assertThat(wrong())
        .containsExactlyInAnyOrder(
            "u1 was acknowledged by a and is lost at a",
            "u1 was acknowledged by a and is lost at b");
  }

  @Test
  public void aServerThatLacksAUserIsFound() {
    change("a", "u1", Told.UNKNOWN);
    history.atEnd("a", Set.of("u1"));
    history.atEnd("b", Set.of());

    assertThat(wrong()).containsExactly("b does not know [u1], another server does");
  }

  @Test
  public void aRefusedChangeThatWasDoneIsFound() {
    change("b", "u1", Told.REFUSED);
    history.atEnd("a", Set.of("u1"));

    assertThat(wrong()).containsExactly("u1 was refused by b and is there at a");
  }

  @Test
  public void aCodeAcceptedTwiceByOneServerIsFound() {
    at(0);
    history.deafens("a", "b", "cut");
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);
    again("a", "alice 1", 3, Outcome.ACCEPTED);
    at(9);

    assertThat(wrong()).containsExactly("alice 1 was accepted by a and by a");
  }

  @Test
  public void aCodeAcceptedByTwoServersThatCanTalkIsFound() {
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);
    again("b", "alice 1", 3, Outcome.ACCEPTED);

    assertThat(wrong()).containsExactly("alice 1 was accepted by a and by b");
  }

  @Test
  public void twoAtTheSameMomentAreFound() {
    signIn("b", "alice 1", 1, Outcome.ACCEPTED);
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);

    assertThat(wrong()).hasSize(1);
  }

  @Test
  public void eachSideOfAPartitionMayAcceptOnceInEitherDirection() {
    at(2);
    history.deafens("b", "a", "cut");
    at(6);
    history.hears("b", "a", "cut");
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);
    again("b", "alice 1", 3, Outcome.ACCEPTED);
    signIn("b", "alice 2", 3, Outcome.ACCEPTED);
    again("a", "alice 2", 4, Outcome.ACCEPTED);

    assertThat(wrong()).isEmpty();
  }

  @Test
  public void aPartitionThatWasOverIsNoExcuse() {
    at(1);
    history.deafens("b", "a", "cut");
    at(2);
    history.hears("b", "a", "cut");
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);
    again("b", "alice 1", 3, Outcome.ACCEPTED);

    assertThat(wrong()).containsExactly("alice 1 was accepted by a and by b");
  }

  @Test
  public void serversHaveAMomentToFindEachOther() {
    at(1);
    history.deafens("b", "a", "cut");
    at(2);
    history.hears("b", "a", "cut");
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);
    again("b", "alice 1", 5, Outcome.ACCEPTED);

    assertThat(new HistoryCheck(Duration.ZERO, Duration.ofSeconds(4)).wrong(history)).isEmpty();
    assertThat(new HistoryCheck(Duration.ZERO, Duration.ofSeconds(2)).wrong(history)).hasSize(1);
  }

  @Test
  public void whoIsDownAndCutOffHearsNobodyUntilBothAreOver() {
    at(1);
    history.deafens("b", "a", "cut");
    history.deafens("b", "a", "down");
    at(2);
    history.hears("b", "a", "cut");
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);
    again("b", "alice 1", 4, Outcome.ACCEPTED);
    at(5);
    history.hears("b", "a", "down");

    assertThat(wrong()).isEmpty();
  }

  @Test
  public void aPartitionOfOthersIsNoExcuse() {
    at(0);
    history.deafens("c", "a", "cut");
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);
    again("b", "alice 1", 3, Outcome.ACCEPTED);
    at(9);

    assertThat(wrong()).containsExactly("alice 1 was accepted by a and by b");
  }

  @Test
  public void twoOnOneSideAreFoundAmongThree() {
    at(0);
    history.deafens("c", "a", "cut");
    history.deafens("c", "b", "cut");
    signIn("a", "alice 1", 1, Outcome.ACCEPTED);
    again("c", "alice 1", 2, Outcome.ACCEPTED);
    again("b", "alice 1", 3, Outcome.ACCEPTED);
    at(9);

    assertThat(wrong()).containsExactly("alice 1 was accepted by a and by b");
  }

  @Test
  public void aGoodCodeThatIsRejectedIsFoundAndSilenceIsNot() {
    signIn("a", "alice 1", 1, Outcome.REJECTED);
    signIn("a", "alice 2", 2, Outcome.SILENT);

    assertThat(wrong()).containsExactly("alice 1 was good and was rejected by a");
  }

  @Test
  public void twoMastersOfOneEpochAreFound() {
    sight("a", 1, true, 3);
    sight("b", 2, true, 3);
    sight("a", 5, true, 3);
    sight("b", 6, true, 3);

    assertThat(wrong()).hasSize(1);
    assertThat(wrong().get(0)).startsWith("a and b were masters of epoch 3 at a time, for 29");
  }

  @Test
  public void oneMasterAfterTheOtherIsRight() {
    sight("a", 1, true, 3);
    sight("a", 2, true, 3);
    sight("b", 3, true, 3);
    sight("a", 4, false, 3);
    sight("b", 5, true, 3);
    sight("b", 6, false, 3);
    sight("a", 7, true, 3);
    sight("a", 9, true, 3);

    assertThat(wrong()).isEmpty();
  }

  @Test
  public void anOldLeaderHasAMomentToNotice() {
    sight("a", 1, true, 3);
    sight("b", 3, true, 3);
    sight("a", 4, true, 3);
    sight("a", 5, false, 3);
    sight("b", 6, true, 3);

    assertThat(wrong()).isEmpty();
  }

  @Test
  public void aMasterThatWasDownDidNotReignMeanwhile() {
    sight("a", 1, true, 3);
    sight("a", 2, false, Sight.NO_ANSWER);
    sight("b", 3, true, 3);
    sight("b", 6, true, 3);
    sight("b", 7, false, 3);
    sight("a", 8, true, 3);

    assertThat(wrong()).isEmpty();
  }

  @Test
  public void mastersOfTwoEpochsAreRight() {
    sight("a", 1, true, 3);
    sight("b", 2, true, 4);
    sight("a", 5, true, 3);
    sight("b", 6, true, 4);

    assertThat(wrong()).isEmpty();
  }

  @Test
  public void aServerThatGoesBackIsFound() {
    sight("a", 1, false, 4);
    sight("a", 2, false, 3);

    assertThat(wrong()).containsExactly("a went back from epoch 4 to 3");
  }
}
