package org.vedette.state.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.junit.Test;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.state.journal.Samples;
import org.vedette.state.table.FinalClaim;

/** One code, several servers: every order in which questions, answers and news can arrive. */
public class SharedClaimsTest {
  private static final int MOST = 400_000;

  /** A run: who claims where, and what the outcome must be. */
  private static final class Story {
    final Network network;
    final List<ClaimVerdict> verdicts = new ArrayList<>();
    final String[] servers;
    boolean brief;

    Story(String... servers) {
      this.servers = servers;
      this.network = new Network(servers);
    }

    /** A claim that is made at some time; who wins it uses it, and tells. */
    Story claim(String server, String owner) {
      Claim claim = Samples.claim("code", owner);
      network.step(
          server + " claims",
          () ->
              network
                  .table(server)
                  .claim(claim)
                  .thenAccept(
                      verdict -> {
                        verdicts.add(verdict);
                        if (verdict instanceof ClaimVerdict.Won && !brief) {
                          network.step(server + " writes", () -> write(server, claim));
                        }
                      }));
      return this;
    }

    /** Who wins never writes, and what is given back arrives at once: fewer orders. */
    Story brief() {
      brief = true;
      network.brief();
      return this;
    }

    private void write(String server, Claim claim) {
      if (!network.table(server).reserve(List.of(claim))) {
        return;
      }
      byte[] outcome = Samples.bytes("granted by " + server);
      network.table(server).finish(List.of(claim), outcome, Samples.START);
      FinalClaim end =
          new FinalClaim(
              claim.key(), claim.value(), claim.owner(), outcome, Samples.START, Optional.empty());
      for (String other : servers) {
        if (!other.equals(server) && network.carries(server, other)) {
          network.step("news of " + server + " at " + other, () -> network.table(other).merge(end));
        }
      }
    }

    long count(Class<? extends ClaimVerdict> kind) {
      return verdicts.stream().filter(kind::isInstance).count();
    }
  }

  private interface Telling {
    Story begin();
  }

  private static int everyOrder(Telling telling, Consumer<Story> check) {
    return Interleavings.all(MOST, choose -> tell(telling.begin(), choose, check));
  }

  private static void tell(Story story, IntUnaryOperator choose, Consumer<Story> check) {
    story.network.run(choose);
    try {
      check.accept(story);
    } catch (AssertionError wrong) {
      throw new AssertionError(
          wrong.getMessage() + "\n" + String.join("\n", story.network.history()), wrong);
    }
  }

  private static void exactlyOneWins(Story story) {
    assertThat(story.count(ClaimVerdict.Won.class)).isEqualTo(1);
    assertThat(story.count(ClaimVerdict.Used.class)).isEqualTo(story.verdicts.size() - 1);
  }

  private static void notTwoWin(Story story) {
    assertThat(story.count(ClaimVerdict.Won.class)).isLessThanOrEqualTo(1);
  }

  @Test
  public void ofTwoRequestsAtTwoServersOneWins() {
    assertThat(
            everyOrder(
                () -> new Story("A", "B").claim("A", "1").claim("B", "2"),
                story -> {
                  assertThat(story.verdicts).hasSize(2);
                  exactlyOneWins(story);
                }))
        .isGreaterThan(20);
    everyOrder(
        () -> new Story("A", "B").claim("A", "2").claim("B", "1"),
        SharedClaimsTest::exactlyOneWins);
  }

  @Test
  public void ofThreeRequestsAtTwoServersOneWins() {
    everyOrder(
        () -> new Story("A", "B").claim("A", "2").claim("B", "1").claim("A", "3").brief(),
        SharedClaimsTest::exactlyOneWins);
  }

  @Test
  public void theSameRequestAtTwoServersIsAnsweredOnce() {
    everyOrder(
        () -> new Story("A", "B").claim("A", "1").claim("B", "1"),
        story -> {
          assertThat(story.verdicts).hasSize(2);
          assertThat(story.count(ClaimVerdict.Won.class)).isEqualTo(1);
          assertThat(story.count(ClaimVerdict.Mine.class)).isEqualTo(1);
        });
  }

  @Test
  public void aWitnessDoesNotChangeWhoWins() {
    everyOrder(
        () -> new Story("A", "B", "W").claim("A", "1").claim("B", "2").brief(),
        SharedClaimsTest::exactlyOneWins);
  }

  @Test
  public void whereQuestionsOrAnswersOfOneAreLostOneWinsAtMost() {
    for (String[] owners : new String[][] {{"1", "2"}, {"2", "1"}}) {
      everyOrder(
          () -> {
            Story story = new Story("A", "B").claim("A", owners[0]).claim("B", owners[1]);
            story.network.loseQuestions("A", "B");
            return story;
          },
          SharedClaimsTest::notTwoWin);
      everyOrder(
          () -> {
            Story story = new Story("A", "B").claim("A", owners[0]).claim("B", owners[1]);
            story.network.loseAnswers("A", "B");
            return story;
          },
          SharedClaimsTest::notTwoWin);
    }
  }

  @Test
  public void whereTwoServersAreCutApartAThirdThatBothReachTells() {
    everyOrder(
        () -> {
          Story story = new Story("A", "B", "W").claim("A", "1").claim("B", "2").brief();
          story.network.cut("A", "B");
          return story;
        },
        SharedClaimsTest::notTwoWin);
  }

  @Test
  public void cutApartEachSideLetsOneIn() {
    everyOrder(
        () -> {
          Story story = new Story("A", "B").claim("A", "1").claim("B", "2").claim("B", "3").brief();
          story.network.cut("A", "B");
          return story;
        },
        story -> assertThat(story.count(ClaimVerdict.Won.class)).isEqualTo(2));
  }

  @Test
  public void ofThreeRequestsAtThreeServersOneWins() {
    Random random = new Random(20261127);
    for (int i = 0; i < 5_000; i++) {
      String last = i % 2 == 0 ? "0" : "3";
      tell(
          new Story("A", "B", "C").claim("A", "1").claim("B", "2").claim("C", last),
          random::nextInt,
          SharedClaimsTest::exactlyOneWins);
    }
  }

  @Test
  public void whatIsGivenBackIsFreeEverywhere() {
    Network network = new Network("A", "B");
    List<ClaimVerdict> verdicts = new ArrayList<>();
    network.table("A").claim(Samples.claim("code", "1")).thenAccept(verdicts::add);
    network.run(options -> 0);
    network.table("B").claim(Samples.claim("code", "2")).thenAccept(verdicts::add);
    network.run(options -> 0);
    network.table("A").release(Samples.claim("code", "1"));
    network.run(options -> 0);
    network.table("B").claim(Samples.claim("code", "2")).thenAccept(verdicts::add);
    network.run(options -> 0);
    assertThat(verdicts)
        .extracting(verdict -> verdict.getClass().getSimpleName())
        .containsExactly("Won", "Used", "Won");
  }

  @Test
  public void whatIsFinalElsewhereIsNoLongerHeldHere() {
    Network network = new Network("A");
    network.table("A").claim(Samples.claim("code", "1"));
    network
        .table("A")
        .merge(
            new FinalClaim(
                "oath/1",
                "code",
                Samples.bytes("2"),
                new byte[0],
                Samples.START,
                Optional.empty()));
    assertThat(network.table("A").reserve(List.of(Samples.claim("code", "1")))).isFalse();
  }
}
