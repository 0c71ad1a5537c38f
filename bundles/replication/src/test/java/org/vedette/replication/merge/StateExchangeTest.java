package org.vedette.replication.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.state.StatePeers;
import org.vedette.api.state.StatePeers.Answers;
import org.vedette.replication.peer.PeerMethod;

public class StateExchangeTest {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final MemoryLinks links = new MemoryLinks();
  private final Map<String, FakeState> states = new ConcurrentHashMap<>();
  private final Map<String, StateExchange> servers = new ConcurrentHashMap<>();
  private long boot;

  @After
  public void close() {
    servers.values().forEach(StateExchange::close);
  }

  private void start(String... names) {
    for (String name : names) {
      states.put(name, new FakeState(name));
      begin(name, List.of(names));
    }
  }

  private void begin(String name, List<String> all) {
    List<String> others = all.stream().filter(each -> !each.equals(name)).toList();
    StateExchange exchange =
        new StateExchange(
            links.of(name, others),
            () -> Optional.ofNullable(states.get(name)),
            () -> false,
            InstantSource.system(),
            ++boot);
    links.add(name, exchange);
    servers.put(name, exchange);
  }

  /** Says a word here, as an entry of the journal does: in effect, then told. */
  private CompletableFuture<Void> say(String name, String word, boolean awaited) {
    states.get(name).words.add(word);
    return servers.get(name).told(FakeState.bytes(word), awaited).toCompletableFuture();
  }

  private void awaitEqual(String... names) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              for (String name : names) {
                assertThat(states.get(name).copy()).isEqualTo(states.get(names[0]).copy());
              }
            });
  }

  private PeerFigures figures(String of, String peer) {
    return servers.get(of).figures().stream()
        .filter(each -> each.name().equals(peer))
        .findFirst()
        .orElseThrow();
  }

  private void awaitWhole(String... names) {
    await()
        .atMost(LONG)
        .until(
            () ->
                List.of(names).stream()
                    .allMatch(
                        name -> servers.get(name).figures().stream().allMatch(PeerFigures::whole)));
  }

  @Test
  public void newsReachAllOthersInOrder() {
    start("a", "b", "c");
    awaitWhole("a", "b", "c");
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      said.add("word " + i);
      say("a", "word " + i, false);
    }
    awaitEqual("a", "b", "c");
    assertThat(states.get("b").inOrder).isEqualTo(said);
    assertThat(figures("a", "b").pushed()).isPresent();
  }

  @Test
  public void whoWaitsIsToldWhenAllHaveIt() throws Exception {
    start("a", "b", "c");
    awaitWhole("a", "b", "c");
    say("a", "question", true).get(20, TimeUnit.SECONDS);
    assertThat(states.get("b").words).contains("question");
    assertThat(states.get("c").words).contains("question");
  }

  @Test
  public void whoDoesNotAnswerIsWaitedForNotForLong() throws Exception {
    start("a", "b");
    awaitWhole("a", "b");
    links.mute("b", true);
    long begin = System.nanoTime();
    say("a", "question", true).get(20, TimeUnit.SECONDS);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  public void whateverIsLostOrArrivesTwiceAllKnowTheSameInTheEnd() {
    links.lossPercent = 25;
    start("a", "b", "c");
    for (int i = 0; i < 150; i++) {
      say(NAMES.get(i % 3), "word " + i, false);
    }
    links.lossPercent = 5;
    awaitEqual("a", "b", "c");
    assertThat(states.get("c").words).hasSize(150);
  }

  @Test
  public void whoWasAwayIsToldWhatItMissed() {
    start("a", "b");
    awaitWhole("a", "b");
    links.down("b", true);
    say("a", "missed", false);
    say("b", "alone", false);
    await().atMost(LONG).until(() -> figures("a", "b").away());
    links.down("b", false);
    awaitEqual("a", "b");
    await().atMost(LONG).until(() -> !figures("a", "b").away());
  }

  @Test
  public void whoFallsBehindIsToldEverythingAndTheBacklogIsBounded() {
    start("a", "b");
    awaitWhole("a", "b");
    links.down("b", true);
    String filler = "x".repeat(1 << 16);
    for (int i = 0; i < 300; i++) {
      say("a", i + filler, false);
      assertThat(figures("a", "b").pendingBytes()).isLessThanOrEqualTo(Backlog.MOST_BYTES);
    }
    links.down("b", false);
    servers.get("a").reachable("b");
    awaitEqual("a", "b");
  }

  @Test
  public void whoStartsAnewIsToldEverythingAndCatchesUp() {
    start("a", "b");
    say("a", "before", false);
    awaitEqual("a", "b");
    servers.get("b").close();
    states.put("b", new FakeState("b"));
    begin("b", List.of("a", "b"));
    awaitEqual("a", "b");
    await().atMost(LONG).until(() -> states.get("b").caughtUp.contains("a"));
    say("a", "after", false);
    awaitEqual("a", "b");
  }

  @Test
  public void whatCannotBeTakenNowIsToldAgain() {
    start("a", "b");
    awaitWhole("a", "b");
    states.get("b").full = true;
    say("a", "word", false);
    states.get("b").full = false;
    awaitEqual("a", "b");
  }

  @Test
  public void recordsThatAreBeingReplacedAreWaitedFor() {
    start("a", "b");
    awaitWhole("a", "b");
    FakeState replaced = states.remove("b");
    say("a", "meanwhile", false);
    states.put("b", replaced);
    awaitEqual("a", "b");
  }

  @Test
  public void allAreAskedAndWhoIsAwayIsCounted() throws Exception {
    start("a", "b", "c");
    awaitWhole("a", "b", "c");
    Answers answers = ask("code");
    assertThat(answers.answers())
        .extracting(FakeState::word)
        .containsExactlyInAnyOrder("b heard code", "c heard code");
    assertThat(answers.silent()).isZero();

    links.down("c", true);
    assertThat(ask("code").silent()).isEqualTo(1);
    assertThat(ask("code").silent()).isEqualTo(1);
    await().atMost(LONG).until(() -> figures("a", "c").away());
    assertThat(ask("code").silent()).isEqualTo(1);
    assertThat(figures("a", "c").silent()).isEqualTo(3);
    assertThat(figures("a", "c").asked()).isEqualTo(4);
  }

  @Test
  public void whoWasNotHeardYetIsWaitedForLongerAndIsNotAwayAtOnce() throws Exception {
    links.down("b", true);
    start("a", "b");
    for (int i = 0; i <= Outbound.ENOUGH; i++) {
      assertThat(ask("code").silent()).isEqualTo(1);
      assertThat(links.patience).isEqualTo(Outbound.OPENING);
    }
    links.down("b", false);
    awaitWhole("a", "b");
    assertThat(ask("code").silent()).isZero();
    assertThat(links.patience).isEqualTo(StatePeers.PATIENCE);
  }

  private Answers ask(String question) throws Exception {
    return servers
        .get("a")
        .ask(FakeState.bytes(question))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  @Test
  public void aServerWithoutRecordsAnswersNothing() throws Exception {
    start("a", "b");
    awaitWhole("a", "b");
    states.remove("b");
    assertThat(ask("code").silent()).isEqualTo(1);
  }

  @Test
  public void malformedParcelsAreRefused() throws Exception {
    start("a", "b");
    byte[] answer =
        servers
            .get("a")
            .answerers()
            .get(PeerMethod.MERGE)
            .answer("b", new byte[] {9, 9})
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    assertThat(Parcel.reply(answer)).isEqualTo(Parcel.Reply.LATER);
  }
}
