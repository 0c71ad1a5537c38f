package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.replication.member.TestNode.ADMIN;
import static org.vedette.replication.member.TestNode.answer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.cluster.ServerView;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Committed;

/** Servers of a cluster in one process, over mutual TLS on loopback. */
public final class ServersTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<TestNode> nodes = new ArrayList<>();

  private TestNode node(String name) throws Exception {
    TestNode node = new TestNode(name, folder.newFolder(name).toPath());
    nodes.add(node);
    return node.start();
  }

  @After
  public void stop() {
    nodes.parallelStream().forEach(TestNode::stop);
  }

  @Test
  public void aServerJoinsFollowsAndTakesOverWithoutARefusedChange() throws Exception {
    TestNode one = node("one");
    TestNode two = node("two");
    one.takeIn(two);
    assertThat(two.write("asked-of-two")).isInstanceOf(Committed.Done.class);
    assertThat(one.has("asked-of-two") && two.has("asked-of-two")).isTrue();

    AtomicBoolean ends = new AtomicBoolean();
    CompletableFuture<List<Committed>> writer =
        CompletableFuture.supplyAsync(() -> writing(one, ends));
    assertThat(answer(two.orders().promote(false, ADMIN))).isInstanceOf(ClusterAnswer.Done.class);
    two.await("it is the master", () -> two.role() == ServerRole.MASTER);
    one.await("it follows", () -> one.role() == ServerRole.SUBORDINATE);
    two.await(
        "one has no vote any more",
        () -> two.view().servers().stream().filter(it -> it.voter()).count() == 1);
    ends.set(true);
    List<Committed> written = writer.join();
    assertThat(written).isNotEmpty();
    assertThat(written.stream().filter(it -> !(it instanceof Committed.Done))).isEmpty();
    for (int i = 0; i < written.size(); i++) {
      assertThat(two.has("during-" + i)).as("change " + i).isTrue();
    }

    assertThat(answer(one.orders().remove("two", ADMIN))).isInstanceOf(ClusterAnswer.Refused.class);
    assertThat(answer(two.orders().remove("one", ADMIN))).isInstanceOf(ClusterAnswer.Done.class);
    one.await("it hears that it was removed", () -> one.view().notice().contains("removed"));
    assertThat(answer(one.orders().remove("one", ADMIN))).isInstanceOf(ClusterAnswer.Done.class);
    assertThat(one.role()).isEqualTo(ServerRole.SINGLE);
    assertThat(one.store.reign()).isZero();

    // Its records still name the other: a cluster of its own begins without.
    assertThat(answer(one.orders().invite("three", "", ADMIN)))
        .isInstanceOf(ClusterAnswer.Invited.class);
    assertThat(one.view().servers()).extracting(ServerView::name).containsExactly("one");
    assertThat(two.write("goes-on")).isInstanceOf(Committed.Done.class);
  }

  /** Ratis closes a log for good when what applies it throws; the port stays open meanwhile. */
  @Test
  public void aLogThatAnErrorHasEndedIsOpenedAgainAndCatchesUp() throws Exception {
    TestNode one = node("one");
    TestNode two = node("two");
    one.takeIn(two);
    two.store.dieOnce();
    assertThat(one.write("deadly")).isInstanceOf(Committed.Done.class);
    assertThat(one.write("after")).isInstanceOf(Committed.Done.class);
    two.await("it has what killed it", () -> two.has("deadly"));
    two.await("it has what came after", () -> two.has("after"));
    assertThat(two.write("asked-of-two")).isInstanceOf(Committed.Done.class);
    assertThat(one.has("asked-of-two")).isTrue();
  }

  @Test
  public void theOldMasterFollowsAndWhatItHadNotPassedOnIsListed() throws Exception {
    TestNode one = node("one");
    TestNode two = node("two");
    one.takeIn(two);
    one.write("passed-on");
    two.await("it has it", () -> two.has("passed-on"));
    two.stop();
    assertThat(one.write("not-passed-on")).isInstanceOf(Committed.Done.class);
    one.stop();

    two.start();
    two.await("it follows", () -> two.role() == ServerRole.SUBORDINATE);
    two.await("it misses the master", () -> two.view().notice().contains("no master reachable"));
    assertThat(two.write("refused")).isNotInstanceOf(Committed.Done.class);
    assertThat(answer(two.orders().promote(false, ADMIN)))
        .isInstanceOf(ClusterAnswer.Refused.class);
    assertThat(answer(two.orders().promote(true, ADMIN))).isInstanceOf(ClusterAnswer.Done.class);
    assertThat(two.view().epoch()).isEqualTo(2);
    assertThat(two.write("after")).isInstanceOf(Committed.Done.class);

    one.start();
    one.await(
        "it follows",
        () -> {
          ClusterView seen = one.view();
          // Until it has turned to the new reign it must not say that it follows.
          assertThat(seen.role() == ServerRole.SUBORDINATE && seen.epoch() == 1).isFalse();
          return seen.role() == ServerRole.SUBORDINATE && one.has("after");
        });
    assertThat(one.has("not-passed-on")).isFalse();
    assertThat(one.view().epoch()).isEqualTo(2);
    assertThat(one.view().notice()).contains("var/cluster/kept");
    assertThat(kept(one)).contains("add secret not-passed-on").doesNotContain(" passed-on");
  }

  @Test
  public void aMasterThatReturnsWaitsToHearTheOthersOrForAWord() throws Exception {
    TestNode one = node("one");
    TestNode two = node("two");
    one.takeIn(two);
    two.stop();
    one.await("it writes without the other", () -> one.write("a") instanceof Committed.Done);
    one.stop();
    one.start();
    one.await("it waits", () -> one.role() == ServerRole.WAITING);
    Committed refused = one.write("b");
    assertThat(((Committed.Unavailable) refused).why()).contains("two").contains("server alone");
    assertThat(answer(one.orders().alone(ADMIN))).isInstanceOf(ClusterAnswer.Done.class);
    one.await("it leads", () -> one.role() == ServerRole.MASTER);
    assertThat(one.write("c")).isInstanceOf(Committed.Done.class);

    one.stop();
    one.start();
    two.start();
    one.await("it has heard the other", () -> one.role() == ServerRole.MASTER);
    two.await("it has all", () -> two.has("c"));
  }

  @Test
  public void aServerWhoseFolderIsLostSaysSoAndMayStandAloneOrJoinAgain() throws Exception {
    TestNode one = node("one");
    TestNode two = node("two");
    one.takeIn(two);
    two.stop();
    try (Stream<Path> files = Files.walk(two.folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    two.start();
    two.await("it says what is missing", () -> two.view().notice().contains("var/cluster"));
    Committed refused = two.write("refused");
    assertThat(((Committed.Unavailable) refused).why()).contains("var/cluster");
    ClusterAnswer.Invited again =
        (ClusterAnswer.Invited) answer(one.orders().invite("two", "two", ADMIN));
    one.write("meanwhile");
    two.await(
        "it joins again, once the place it had is free",
        () ->
            answer(two.orders().join(again.credentials(), true, ADMIN))
                instanceof ClusterAnswer.Done);
    two.await("it has all", () -> two.has("meanwhile"));
    assertThat(two.store.reign()).isEqualTo(one.store.reign());
  }

  @Test
  public void aDatabaseThatWasOpenedAtAnOlderPlaceIsGivenWhatItLost() throws Exception {
    TestNode one = node("one");
    TestNode two = node("two");
    one.takeIn(two);
    for (TestNode each : List.of(two, one)) {
      one.write("kept-" + each.name());
      each.await("it has it", () -> each.has("kept-" + each.name()));
      ByteArrayOutputStream older = new ByteArrayOutputStream();
      each.store.export(older);
      long then = each.store.position().index();
      for (int i = 0; i < 20; i++) {
        one.write("lost-" + each.name() + i);
      }
      each.await("it has all", () -> each.has("lost-" + each.name() + 19));
      assertThat(each.store.position().index()).isGreaterThanOrEqualTo(then + 20);
      each.store.install(new ByteArrayInputStream(older.toByteArray()));
      if (each == two) {
        // At the master a change would wait until all is there; nobody need ask for one.
        assertThat(one.write("on-top")).isInstanceOf(Committed.Done.class);
      }
      each.await(
          "it has all again, in their order",
          () -> each.has("lost-" + each.name() + 0) && each.has("lost-" + each.name() + 19));
    }
    two.await(
        "it has what came on top, and all the rest",
        () -> two.has("on-top") && two.store.position().equals(one.store.position()));
    one.await("it leads again", () -> one.role() == ServerRole.MASTER);
    assertThat(one.write("after")).isInstanceOf(Committed.Done.class);
    two.await("it has that", () -> two.has("after"));
  }

  @Test
  public void aServerIsReachedElsewhereWhenItsSettingsSaySo() throws Exception {
    TestNode one = node("one");
    TestNode two = node("two");
    one.takeIn(two);
    for (TestNode each : List.of(two, one)) {
      int port = TestNode.freePort();
      each.moveTo(port);
      for (TestNode seen : nodes) {
        seen.await(
            each.name() + " is at " + port,
            () ->
                seen.view().servers().stream()
                    .anyMatch(it -> it.name().equals(each.name()) && it.port() == port));
      }
      one.await(
          "it writes", () -> one.write("moved-" + System.nanoTime()) instanceof Committed.Done);
    }
    assertThat(one.write("after")).isInstanceOf(Committed.Done.class);
    two.await("it has it", () -> two.has("after"));
    one.await(
        "both are well",
        () -> one.view().servers().stream().allMatch(it -> it.trouble().isEmpty()));
  }

  @Test
  public void ofThreeServersAnotherTakesOverByItself() throws Exception {
    TestNode one = node("one");
    TestNode two = node("two");
    TestNode three = node("three");
    one.takeIn(two);
    one.takeIn(three);
    one.await(
        "all have a vote",
        () ->
            one.view().servers().stream().filter(it -> it.voter()).count() == 3
                && one.write("settled-" + System.nanoTime()) instanceof Committed.Done);
    assertThat(one.view().automatic()).isTrue();
    one.stop();
    long began = System.nanoTime();
    // On a busy machine whoever was chosen may lose the lead again before it could write.
    two.await("it writes", () -> two.write("again-" + System.nanoTime()) instanceof Committed.Done);
    System.out.println("written again after " + (System.nanoTime() - began) / 1_000_000 + " ms");
    assertThat(two.write("after")).isInstanceOf(Committed.Done.class);
    three.await("it has it", () -> three.has("after"));
    one.start();
    one.await("it follows", () -> one.has("after") && one.role() == ServerRole.SUBORDINATE);
  }

  @Test
  public void credentialsAreGoodOnceForTheirOwnClusterAndServer() throws Exception {
    TestNode one = node("one");
    TestNode two = node("two");
    TestNode other = node("other");
    one.await("it has started", () -> one.view().notice().isEmpty());
    assertThat(refusal(one.orders().invite("UPPER", "", ADMIN))).contains("letters a to z");
    assertThat(refusal(one.orders().invite("one", "", ADMIN))).contains("called one");
    ClusterAnswer.Invited invited =
        (ClusterAnswer.Invited) answer(one.orders().invite("two", "", ADMIN));
    String text = invited.credentials().text();
    assertThat(refusal(two.orders().join(Secret.of("nonsense"), false, ADMIN)))
        .contains("no credentials");
    assertThat(
            refusal(
                two.orders().join(Secret.of(text.substring(0, text.length() - 40)), false, ADMIN)))
        .contains("damaged");
    assertThat(answer(two.orders().join(Secret.of(text), false, ADMIN)))
        .isInstanceOf(ClusterAnswer.Done.class);
    assertThat(refusal(other.orders().join(Secret.of(text), false, ADMIN)))
        .contains("used already");
    assertThat(other.role()).isEqualTo(ServerRole.SINGLE);
    assertThat(refusal(one.orders().invite("two", "", ADMIN))).contains("there is a server");
  }

  private static String refusal(java.util.concurrent.CompletionStage<ClusterAnswer> stage)
      throws Exception {
    ClusterAnswer answer = answer(stage);
    assertThat(answer).isInstanceOf(ClusterAnswer.Refused.class);
    return ((ClusterAnswer.Refused) answer).why();
  }

  private static List<Committed> writing(TestNode by, AtomicBoolean ends) {
    List<Committed> written = new ArrayList<>();
    try {
      while (!ends.get()) {
        written.add(by.write("during-" + written.size()));
      }
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
    return written;
  }

  private static String kept(TestNode node) throws Exception {
    try (Stream<Path> files = Files.list(node.folder.resolve("kept"))) {
      Path text = files.filter(it -> it.toString().endsWith(".txt")).findFirst().orElseThrow();
      return Files.readString(text);
    }
  }
}
