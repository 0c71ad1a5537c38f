package org.vedette.state.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Forced;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.state.journal.OpenState;
import org.vedette.state.journal.Samples;
import org.vedette.state.journal.StateRule;

/** Three servers with journals of their own. */
public class ConvergenceTest {
  private static final String[] NAMES = {"A", "B", "C"};

  @Rule public final StateRule files = new StateRule();
  private final Map<String, OpenState> states = new HashMap<>();
  private final Random random = new Random(4711);
  private final MemoryPeers peers = new MemoryPeers(815);
  private final Set<String> used = new HashSet<>();
  private final List<Integer> opened = new ArrayList<>();
  private int next = 1;

  @Before
  public void start() throws IOException {
    for (String name : NAMES) {
      states.put(name, open(name));
    }
    states.forEach(peers::add);
  }

  private OpenState open(String name) throws IOException {
    return files.start(
        files.getRoot().toPath().resolve(name), UnaryOperator.identity(), Optional.empty());
  }

  private static ClaimVerdict claim(OpenState at, Claim claim) {
    return StateRule.get(at.sharing().claims().claim(claim).toCompletableFuture());
  }

  /** What is the same on all servers once all is told: everything but the audit chains. */
  private Map<String, String> contents(String name) {
    Map<String, String> contents = StateRule.contents(states.get(name));
    contents.remove("audit");
    return contents;
  }

  private void useOneCode() {
    OpenState at = states.get(NAMES[random.nextInt(3)]);
    String code = "code-" + random.nextInt(40);
    Claim claim = Samples.claim(code, "owner-" + next++);
    if (claim(at, claim) instanceof ClaimVerdict.Won) {
      assertThat(used.add(code)).as("%s was free", code).isTrue();
      if (random.nextInt(5) == 0) {
        used.remove(code);
        at.sharing().claims().release(claim);
      } else {
        StateRule.append(at, Samples.claims("granted", claim));
      }
    }
  }

  private void changeRegisters() {
    String subject = "s" + random.nextInt(5);
    StateRule.append(
        states.get(NAMES[random.nextInt(3)]),
        Samples.registers(
            Samples.write("max", Merge.MAX, subject, random.nextInt(3), random.nextInt(9)),
            Samples.write("latest", Merge.LATEST, subject, random.nextInt(9), random.nextInt(9)),
            Samples.write("count", Merge.COUNT, subject, random.nextInt(3), 1)));
  }

  /** Opens a challenge, and closes it or an older one, also where nobody has heard of it yet. */
  private void openOrClose() {
    int n = next++;
    StateRule.append(
        states.get(NAMES[random.nextInt(3)]),
        Samples.opens(Samples.challenge(n, Samples.START.plusSeconds(600))));
    opened.add(n);
    if (random.nextBoolean()) {
      int over = opened.remove(random.nextInt(opened.size()));
      StateRule.append(states.get(NAMES[random.nextInt(3)]), Samples.closes(over));
    }
  }

  @Test
  public void whateverTheOrderAllKnowTheSameInTheEndAndNoCodeIsUsedTwice() {
    for (int i = 0; i < 300; i++) {
      switch (random.nextInt(4)) {
        case 0 -> useOneCode();
        case 1 -> changeRegisters();
        case 2 -> openOrClose();
        default -> peers.deliverSome();
      }
    }
    while (peers.waits()) {
      peers.deliverSome();
    }
    assertThat(contents("B")).isEqualTo(contents("A"));
    assertThat(contents("C")).isEqualTo(contents("A"));
    assertThat(contents("A")).hasSizeGreaterThan(40);
  }

  @Test
  public void afterAPartitionAllKnowTheSame() throws Exception {
    peers.cut("A", "B");
    peers.cut("A", "C");
    List<String> both = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      changeRegisters();
      openOrClose();
    }
    for (String side : List.of("A", "B")) {
      if (claim(states.get(side), Samples.claim("late", "owner-" + side))
          instanceof ClaimVerdict.Won) {
        both.add(side);
        StateRule.append(
            states.get(side), Samples.claims("granted", Samples.claim("late", "owner-" + side)));
      }
    }
    assertThat(both).containsExactly("A", "B");
    assertThat(claim(states.get("C"), Samples.claim("late", "owner-C")))
        .isInstanceOf(ClaimVerdict.Used.class);

    peers.heal();
    while (peers.waits()) {
      peers.deliverSome();
    }
    assertThat(registersAndChallenges("B")).isEqualTo(registersAndChallenges("A"));
    assertThat(registersAndChallenges("C")).isEqualTo(registersAndChallenges("A"));
    for (String name : NAMES) {
      assertThat(claim(states.get(name), Samples.claim("late", "owner-Z")))
          .isInstanceOf(ClaimVerdict.Used.class);
    }
  }

  private Map<String, String> registersAndChallenges(String name) {
    Map<String, String> contents = contents(name);
    contents.keySet().removeIf(key -> key.startsWith("claim"));
    return contents;
  }

  @Test
  public void whatWasMergedSurvivesARestart() throws Exception {
    OpenState a = states.get("A");
    StateRule.append(a, Samples.step(1));
    StateRule.append(a, Samples.step(2));
    while (peers.waits()) {
      peers.deliverSome();
    }
    Map<String, String> before = contents("C");
    assertThat(before).isEqualTo(contents("A")).isNotEmpty();
    states.get("C").compactSoon();
    StateRule.append(a, Samples.step(3));
    while (peers.waits()) {
      peers.deliverSome();
    }
    before = contents("C");
    states.put("C", reopened("C"));
    assertThat(contents("C")).isEqualTo(before);
    // What was closed stays closed, also for a server that was told of it before it restarted.
    assertThat(merge("C", opened(1))).isInstanceOf(Forced.Done.class);
    assertThat(states.get("C").tables().challenges().known(Samples.token(1))).isFalse();
  }

  private static News opened(int n) {
    return new News(
        List.of(),
        List.of(),
        List.of(Samples.challenge(n, Samples.START.plusSeconds(3_600))),
        List.of(),
        List.of());
  }

  private Forced merge(String name, News news) {
    return StateRule.get(
        states.get(name).sharing().merge(List.of(NewsCodec.encode(news))).toCompletableFuture());
  }

  private OpenState reopened(String name) throws IOException {
    OpenState old = states.get(name);
    assertThat(old.sharing().shared(true)).isInstanceOf(Forced.Done.class);
    files.stop(old);
    return open(name);
  }

  @Test
  public void whatIsKnownIsNotWrittenAgain() throws Exception {
    StateRule.append(states.get("A"), Samples.step(1));
    peers.giveWhole("A", "B");
    long written = files.bytes("B");
    peers.giveWhole("A", "B");
    assertThat(files.bytes("B")).isEqualTo(written);
  }

  @Test
  public void aCounterIsTheSumOfAllServersHoweverOftenItIsTold() {
    RegisterKey key = new RegisterKey("failures", "anna");
    for (String name : NAMES) {
      StateRule.append(
          states.get(name),
          Samples.registers(Samples.write("failures", Merge.COUNT, "anna", 5, 2)));
    }
    for (int i = 0; i < 3; i++) {
      peers.giveWhole("A", "B");
      peers.giveWhole("C", "B");
    }
    assertThat(states.get("B").tables().registers().read(key)).contains(new RegisterValue(5, 6));
  }

  @Test
  public void aServerThatStartsDecidesNothingUntilItKnowsWhatOneOtherKnows() throws Exception {
    StateRule.append(states.get("A"), Samples.claims("granted", Samples.claim("1", "a")));
    OpenState c = reopened("C");
    states.put("C", c);
    peers.add("C", c);
    assertThat(claim(c, Samples.claim("1", "b"))).isInstanceOf(ClaimVerdict.Unavailable.class);
    peers.giveWhole("A", "C");
    assertThat(claim(c, Samples.claim("1", "b"))).isInstanceOf(ClaimVerdict.Used.class);
    assertThat(claim(c, Samples.claim("2", "b"))).isInstanceOf(ClaimVerdict.Won.class);
  }
}
