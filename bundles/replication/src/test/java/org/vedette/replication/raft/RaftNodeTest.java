package org.vedette.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.util.LifeCycle;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Committed;
import org.vedette.replication.cert.ClusterAuthority;

/** Servers with logs of their own, in one process, over mutual TLS on loopback. */
public class RaftNodeTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final UUID cluster = UUID.randomUUID();
  private final List<TestServer> servers = new ArrayList<>();
  private ClusterAuthority authority;

  @Before
  public void authority() throws Exception {
    authority = ClusterAuthority.make(cluster, Instant.now());
  }

  @After
  public void stop() throws Exception {
    for (TestServer each : servers) {
      if (each.node != null) {
        each.close();
      }
    }
  }

  private TestServer server(String id, boolean voter) throws Exception {
    TestServer server = new TestServer(id, voter, folder.newFolder(id).toPath(), authority);
    servers.add(server);
    return server;
  }

  private Reign reign(TestServer... of) {
    return new Reign(cluster, 1, List.of(of).stream().map(each -> each.member).toList());
  }

  private static ConditionFactory soon(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20));
  }

  @Test
  public void aMasterAloneWritesAndASubordinateFollows() throws Exception {
    TestServer master = server("a", true);
    master.begin(reign(master));
    soon("a leads").until(master::leads);
    assertThat(master.append("one")).isInstanceOf(Committed.Done.class);

    TestServer other = server("b", false);
    other.join(reign(master));
    master.node.reconfigure(List.of(master.member, other.member));
    soon("b has it").until(() -> other.content().equals(master.content()));
    assertThat(master.append("two")).isInstanceOf(Committed.Done.class);
    assertThat(other.append("three")).as("asked of b").isInstanceOf(Committed.Done.class);

    assertThat(other.content()).isEqualTo(master.content()).hasSize(3);
    assertThat(master.records.acts()).as("audited where it was asked").hasSize(2);
    assertThat(other.records.acts()).hasSize(1);
    assertThat(other.node.info().isListener()).isTrue();
  }

  @Test
  public void anEmptyEntryChangesNothing() throws Exception {
    TestServer master = server("a", true);
    master.begin(reign(master));
    soon("a leads").until(master::leads);
    assertThat(master.append("one")).isInstanceOf(Committed.Done.class);
    long before = master.records.position().index();
    assertThat(master.send(Entry.nothing()).committed()).isInstanceOf(Committed.Conflict.class);
    assertThat(master.append("two")).isInstanceOf(Committed.Done.class);
    assertThat(master.content()).hasSize(2);
    assertThat(master.records.position().index()).isGreaterThanOrEqualTo(before + 2);
    assertThat(master.stuck).isEmpty();
  }

  @Test
  public void ofThreeVotersAnotherLeadsWhenTheLeaderGoes() throws Exception {
    TestServer[] three = {server("a", true), server("b", true), server("c", true)};
    Reign reign = reign(three);
    for (TestServer each : three) {
      each.begin(reign);
    }
    soon("one leads").until(() -> leader(three) != null);
    for (int i = 0; i < 120; i++) {
      assertThat(three[i % 3].append("n" + i)).isInstanceOf(Committed.Done.class);
    }
    TestServer gone = leader(three);
    gone.close();
    TestServer next = three[(List.of(three).indexOf(gone) + 1) % 3];
    long began = System.nanoTime();
    assertThat(next.append("after")).isInstanceOf(Committed.Done.class);
    System.out.println("written again after " + (System.nanoTime() - began) / 1_000_000 + " ms");
    String leader = next.node.leader();
    try (RaftClient opened = next.node.client(RetryPolicies.noRetry())) {
      assertThat(opened.getLeaderId()).as("asked first").hasToString(leader);
    }
    gone.resume(reign);
    soon("all have it").until(() -> gone.content().equals(next.content()));
    assertThat(gone.content()).hasSize(121);
  }

  @Test
  public void whoComesLateGetsAnImage() throws Exception {
    TestServer master = server("a", true);
    master.begin(reign(master));
    soon("a leads").until(master::leads);
    for (int i = 0; i < 5_000; i++) {
      // More than is read ahead.
      master.repeats.add(UUID.randomUUID(), Reply.decidedBefore(1, i));
    }
    master.reopened();
    List<CompletableFuture<Committed>> large = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      // More than fits one message between servers.
      large.add(master.sent(TestChange.of("large" + i, 60_000)));
    }
    for (CompletableFuture<Committed> each : large) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isInstanceOf(Committed.Done.class);
    }
    for (int i = 0; i < 3 * TestServer.IMAGE_EVERY; i++) {
      master.append("n" + i);
    }
    TestServer late = server("b", false);
    late.join(reign(master));
    master.node.reconfigure(List.of(master.member, late.member));
    soon("b has all").until(() -> late.content().equals(master.content()));
    assertThat(late.records.installed()).isPositive();
    assertThat(late.left).as("octets that are not installed").isZero();
    late.close();
    master.append("meanwhile");
    late.resume(reign(master));
    soon("b has what came meanwhile").until(() -> late.content().equals(master.content()));
    assertThat(late.records.installed()).as("not again after the start").isEqualTo(1);
  }

  @Test
  public void whatIsOnItsWayOutlivesALogThatIsOpenedAgain() throws Exception {
    TestServer master = server("a", true);
    Reign reign = reign(master);
    master.begin(reign);
    soon("a leads").until(master::leads);
    master.append("first");
    List<CompletableFuture<Committed>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(master.sent("n" + i));
      if (i == 100) {
        master.closeNode();
      }
    }
    master.resume(reign);
    master.reopened();
    for (CompletableFuture<Committed> each : answers) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isInstanceOf(Committed.Done.class);
    }
    assertThat(master.content()).as("each once").hasSize(201).doesNotHaveDuplicates();
  }

  @Test
  public void aChangeThatIsSentTwiceIsMadeOnceAlsoAfterAnImage() throws Exception {
    TestServer master = server("a", true);
    Reign reign = reign(master);
    master.begin(reign);
    soon("a leads").until(master::leads);
    Entry entry =
        new Entry(
            UUID.randomUUID(),
            "a",
            new Actor("admin", "rest", "192.0.2.1"),
            Changes.toBytes(TestChange.of("once")));
    Reply first = master.send(entry);
    assertThat(first.kind()).isEqualTo(Reply.Kind.DONE);
    master.append("another");
    assertThat(master.send(entry)).as("the first answer").isEqualTo(first);
    master.node.image(Duration.ofSeconds(10));
    master.append("a third");
    master.close();
    master.resume(reign);
    soon("a leads again").until(master::leads);
    assertThat(master.send(entry)).as("also from the image").isEqualTo(first);
    assertThat(master.content()).hasSize(3);
  }

  @Test
  public void whoEmptiedItsLogIsFedAgainByALeaderThatBeginsAnew() throws Exception {
    TestServer master = server("a", true);
    Reign reign = reign(master);
    master.begin(reign);
    soon("a leads").until(master::leads);
    TestServer other = server("b", false);
    other.join(reign);
    master.node.reconfigure(List.of(master.member, other.member));
    master.append("one");
    soon("b has it").until(() -> other.content().equals(master.content()));
    other.close();
    other.wipe();
    other.join(reign);

    master.closeNode();
    master.resume(reign);
    soon("a leads again").until(master::leads);
    assertThat(master.append("two")).isInstanceOf(Committed.Done.class);
    soon("b has both").until(() -> other.content().equals(master.content()));
    assertThat(other.content()).hasSize(2);
  }

  @Test
  public void aChangeOfANewerVersionIsWaitedForInWordsAndNothingEnds() throws Exception {
    TestServer master = server("a", true);
    Reign reign = reign(master);
    master.begin(reign);
    soon("a leads").until(master::leads);
    master.append("one");
    byte[] newer =
        new Entry(
                UUID.randomUUID(),
                "a",
                new Actor("admin", "rest", "192.0.2.1"),
                Changes.toBytes(TestChange.of("newer")))
            .toBytes();
    // Its first octet is the version.
    newer[0]++;
    CompletableFuture<Reply> answer = CompletableFuture.supplyAsync(() -> sent(master, newer));
    soon("a says why it stands still")
        .until(() -> master.stuck.contains("newer version: update this server"));
    assertThat(master.state()).isEqualTo(LifeCycle.State.RUNNING);
    assertThat(answer.isDone() && !answer.isCompletedExceptionally()).isFalse();

    // Also after a start: what it can read stays, what it cannot is not passed over.
    master.close();
    master.stuck = "";
    master.resume(reign);
    soon("a says it again").until(() -> master.stuck.contains("newer version"));
    assertThat(master.state()).isEqualTo(LifeCycle.State.RUNNING);
    assertThat(master.content()).hasSize(1);
  }

  @Test
  public void whoComesLateGetsAnImageWhoseSumWasNotWrittenAnyMore() throws Exception {
    TestServer master = server("a", true);
    master.begin(reign(master));
    soon("a leads").until(master::leads);
    for (int i = 0; i < 2 * TestServer.IMAGE_EVERY; i++) {
      master.append("n" + i);
    }
    master.node.image(Duration.ofSeconds(10));
    master.close();
    master.removeSums();
    master.resume(reign(master));
    soon("a leads").until(master::leads);
    TestServer late = server("b", false);
    late.join(reign(master));
    master.node.reconfigure(List.of(master.member, late.member));
    soon("b has all").until(() -> late.content().equals(master.content()));
    assertThat(late.records.installed()).isPositive();
  }

  @Test
  public void aDatabaseThatFailsIsWaitedForAndNothingEnds() throws Exception {
    TestServer master = server("a", true);
    master.begin(reign(master));
    soon("a leads").until(master::leads);
    master.append("one");
    master.records.broken(true);
    var waiting = CompletableFuture.supplyAsync(() -> appended(master, "two"));
    soon("it says so").until(() -> !master.stuck.isEmpty());
    assertThat(master.stuck).contains("the disk is full");
    master.records.broken(false);
    assertThat(waiting.join()).isInstanceOf(Committed.Done.class);
    assertThat(master.stuck).isEmpty();
    assertThat(master.content()).hasSize(2);
  }

  @Test
  public void whatTheRecordsHeldBeforeTheLogBeganReachesEveryone() throws Exception {
    TestServer master = server("a", true);
    for (int i = 1; i <= 10; i++) {
      master.records.apply(0, i, new byte[] {(byte) i}, Optional.empty());
    }
    master.begin(reign(master));
    soon("a leads").until(master::leads);
    master.append("the reign begins");
    master.node.image(Duration.ofSeconds(10));
    TestServer other = server("b", false);
    other.join(reign(master));
    master.node.reconfigure(List.of(master.member, other.member));
    soon("b has all").until(() -> other.content().equals(master.content()));
    assertThat(other.content()).hasSize(11);
    assertThat(other.records.position().epoch()).isEqualTo(1);
  }

  @Test
  public void aSubordinateIsPromotedAndTheOldMasterFollowsIt() throws Exception {
    TestServer master = server("a", true);
    master.begin(reign(master));
    soon("a leads").until(master::leads);
    TestServer other = server("b", false);
    other.join(reign(master));
    master.node.reconfigure(List.of(master.member, other.member));
    master.append("one");
    soon("b has it").until(() -> other.content().size() == 1);
    master.close();
    assertThat(other.append("two")).as("nobody leads").isNotInstanceOf(Committed.Done.class);

    long began = System.nanoTime();
    other.close();
    other.wipe();
    Member voter = new Member("b", other.member.host(), other.member.port(), true);
    Reign second = new Reign(cluster, 2, List.of(voter));
    other.as(voter).begin(second);
    soon("b leads").until(other::leads);
    assertThat(other.append("three")).isInstanceOf(Committed.Done.class);
    System.out.println("promoted in " + (System.nanoTime() - began) / 1_000_000 + " ms");
    other.node.image(Duration.ofSeconds(10));

    master.wipe();
    Member listener = new Member("a", master.member.host(), master.member.port(), false);
    master.as(listener).join(second);
    other.node.reconfigure(List.of(voter, listener));
    soon("a follows").until(() -> master.content().equals(other.content()));
    assertThat(master.content()).hasSize(2);
    assertThat(master.node.info().isListener()).isTrue();
  }

  private static Reply sent(TestServer by, byte[] entry) {
    try {
      return by.send(entry);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Committed appended(TestServer by, String text) {
    try {
      return by.append(text);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static TestServer leader(TestServer... of) {
    for (TestServer each : of) {
      if (each.leads()) {
        return each;
      }
    }
    return null;
  }
}
