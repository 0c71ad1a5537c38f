package org.vedette.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.server.DivisionInfo;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.store.Change;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Committed;
import org.vedette.replication.cert.ClusterAuthority;

/**
 * Three voters are stopped, opened again, made to lead and to write images at random, while changes
 * are asked of all of them. What was acknowledged is there, and there once; what was refused is
 * not; no two lead in one term. The seed is printed: {@code -Dvedette.faults.seed} repeats the
 * order of the faults, {@code -Dvedette.faults.seconds} makes it longer.
 */
public class RandomFaultsTest {
  private static final Duration LENGTH =
      Duration.ofSeconds(Long.getLong("vedette.faults.seconds", 5));
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(5);
  private static final Duration HANDING = Duration.ofSeconds(3);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final long seed = Long.getLong("vedette.faults.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final UUID cluster = UUID.randomUUID();
  private final List<TestServer> servers = new ArrayList<>();
  private final Map<Long, String> leaders = new TreeMap<>();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

  private record Asked(int change, CompletableFuture<Committed> answer) {
    Committed committed() {
      return answer.orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  @After
  public void stop() throws IOException {
    for (TestServer each : servers) {
      each.close();
    }
  }

  @Test
  public void whatIsAcknowledgedIsThereOnceAndWhatIsRefusedIsNot() throws Exception {
    System.out.println("seed " + seed);
    ClusterAuthority authority = ClusterAuthority.make(cluster, Instant.now());
    for (String name : List.of("a", "b", "c")) {
      servers.add(new TestServer(name, true, folder.newFolder(name).toPath(), authority));
    }
    Reign reign = new Reign(cluster, 1, servers.stream().map(each -> each.member).toList());
    for (TestServer each : servers) {
      each.begin(reign).reopened();
    }
    Thread writer = new Thread(this::write, "writer");
    writer.start();
    long end = System.nanoTime() + LENGTH.toNanos();
    int faults = 0;
    while (System.nanoTime() < end) {
      fault(reign);
      faults++;
    }
    writer.interrupt();
    writer.join();
    List<Committed> answers = asked.stream().map(Asked::committed).toList();
    // As a server does when it hears another again.
    servers.forEach(each -> servers.forEach(other -> each.node.redial(other.member.id())));
    Awaitility.await("all have the same")
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(servers.stream().map(TestServer::content).distinct().count())
                    .as("%s", servers)
                    .isEqualTo(1));
    System.out.println(faults + " faults, " + answers.size() + " changes, terms " + leaders);
    assertRight(servers.get(0).content());
  }

  private void assertRight(List<Integer> content) {
    assertThat(content).as("once").doesNotHaveDuplicates();
    assertThat(asked).filteredOn(it -> it.committed() instanceof Committed.Done).isNotEmpty();
    assertThat(asked)
        .filteredOn(it -> it.committed() instanceof Committed.Done)
        .allMatch(it -> content.contains(it.change()), "acknowledged and there");
    assertThat(asked)
        .filteredOn(it -> it.committed() instanceof Committed.NotMaster)
        .noneMatch(it -> content.contains(it.change()), "refused and there");
    assertThat(asked).noneMatch(it -> it.committed() instanceof Committed.Conflict);
  }

  private void write() {
    try {
      for (int i = 0; ; i++) {
        Change change = TestChange.of("n" + i);
        int code = Arrays.hashCode(Changes.toBytes(change));
        asked.add(new Asked(code, servers.get(i % servers.size()).sent(change)));
        TimeUnit.NANOSECONDS.sleep(BETWEEN_CHANGES.toNanos());
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void fault(Reign reign) throws Exception {
    TestServer one = servers.get(random.nextInt(servers.size()));
    int kind = random.nextInt(10);
    int millis = 100 + random.nextInt(900);
    if (kind < 7) {
      one.closeNode();
      rest(millis);
      one.resume(reign).reopened();
    } else {
      try {
        if (kind < 9) {
          servers.get(0).node.handOver(one.member.id(), HANDING);
        } else {
          one.node.image(HANDING);
        }
      } catch (IOException notNow) {
        System.out.println("not now: " + notNow.getMessage());
      }
    }
    rest(millis);
  }

  /** Meanwhile it is noted who leads. */
  private void rest(long millis) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      for (TestServer each : servers) {
        leads(each);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void leads(TestServer server) {
    try {
      DivisionInfo info = server.node.info();
      long term = info.getCurrentTerm();
      if (info.isLeader() && info.getCurrentTerm() == term) {
        String before = leaders.putIfAbsent(term, server.member.id());
        assertThat(before).as("leader of term " + term).isIn(null, server.member.id());
      }
    } catch (IOException closed) {
      return;
    }
  }
}
