package org.vedette.replication.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.replication.merge.Links;
import org.vedette.replication.peer.PeerMethod;

/** Three servers in one process; time passes as they rest. */
public class PullerTest {
  private static final String MANY = "x".repeat(2_000);

  private final Map<String, FakeAudit> audits = new TreeMap<>();
  private final Map<String, Puller> pullers = new HashMap<>();
  private final Set<String> down = new HashSet<>();
  private final Set<String> older = new HashSet<>();
  private final Set<String> forging = new HashSet<>();
  private final List<String> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-27T05:00:00Z");

  @Before
  public void start() {
    for (String name : List.of("a", "b", "c")) {
      audits.put(name, new FakeAudit("id-" + name));
      restart(name);
    }
  }

  private void restart(String name) {
    pullers.put(
        name, new Puller(links(name), () -> Optional.of(audits.get(name)), () -> name, () -> now));
  }

  private Links links(String self) {
    return new Links() {
      @Override
      public List<String> others() {
        return audits.keySet().stream().filter(it -> !it.equals(self)).toList();
      }

      @Override
      public CompletionStage<byte[]> ask(
          String name, PeerMethod method, byte[] question, Duration deadline) {
        asked.add(self + name);
        if (down.contains(name) || down.contains(self)) {
          return CompletableFuture.failedStage(new IOException("away"));
        }
        if (older.contains(name)) {
          return CompletableFuture.failedStage(Status.UNIMPLEMENTED.asRuntimeException());
        }
        assertThat(method).isEqualTo(PeerMethod.AUDIT);
        CompletionStage<byte[]> answer =
            new Giver(() -> Optional.of(audits.get(name)), Runnable::run).answer(self, question);
        return forging.contains(name) ? answer.thenApply(PullerTest::forged) : answer;
      }
    };
  }

  /** Changes a letter of the records in a page. */
  private static byte[] forged(byte[] answer) {
    try {
      Page page = Page.read("id-b", answer);
      List<ChainedRecord> records = new ArrayList<>();
      for (ChainedRecord it : page.records()) {
        byte[] body = it.record().clone();
        body[0]++;
        records.add(
            new ChainedRecord("id-b", it.boot(), it.number(), it.previous(), it.hash(), body));
      }
      return new Page(false, records).toBytes();
    } catch (org.vedette.api.store.MalformedRecordException notAPage) {
      return answer;
    }
  }

  /** Lets a server do what it does in so many seconds. */
  private void run(String name, int seconds) throws Exception {
    Instant end = now.plusSeconds(seconds);
    Instant begin = now;
    while (now.isBefore(end)) {
      now = now.plus(pullers.get(name).turn()).plusMillis(1);
    }
    now = begin;
  }

  private void runAll(int seconds) throws Exception {
    for (String name : audits.keySet()) {
      run(name, seconds);
    }
    now = now.plusSeconds(seconds);
  }

  @Test
  public void everyServerHasTheRecordsOfAll() throws Exception {
    audits.get("a").write(1, 2_500);
    audits.get("b").write(1, 10);
    audits.get("c").write(1, 1);
    runAll(20);
    for (FakeAudit each : audits.values()) {
      for (FakeAudit other : audits.values()) {
        assertThat(each.texts(other.server())).isEqualTo(other.texts(other.server()));
      }
      assertThat(each.names).containsEntry("id-a", "a").containsEntry("id-c", "c");
      assertThat(each.disputes).isEmpty();
    }
    assertThat(pullers.get("b").lags().get("a").missing()).isZero();
    assertThat(pullers.get("b").lags().get("a").fetched()).isPresent();
    audits.get("a").write("one more");
    run("b", 3);
    assertThat(audits.get("b").held("id-a")).isEqualTo(2_501);
  }

  @Test
  public void recordsOfAServerThatIsGoneComeFromWhoeverHasMost() throws Exception {
    audits.get("a").write(1, 50);
    run("b", 5);
    audits.get("a").write(51, 60);
    run("c", 5);
    down.add("a");
    run("b", 10);
    assertThat(audits.get("b").held("id-a")).isEqualTo(60);
    assertThat(pullers.get("b").lags().get("a").missing()).isZero();
  }

  @Test
  public void whoHasLostRecordsHasTheRestFetchedElsewhere() throws Exception {
    audits.get("a").write(1, 50);
    run("b", 5);
    // The first of them are gone where they were written.
    audits.get("a").chains.get("id-a").subList(0, 20).clear();
    run("c", 90);
    assertThat(audits.get("c").held("id-a")).isEqualTo(50);
    assertThat(audits.get("c").disputes).contains("a GAP id-a");
  }

  @Test
  public void aWrongLinkIsRefusedAndNotAskedForAgainAtOnce() throws Exception {
    audits.get("b").write(1, 10);
    audits.get("c").write(1, 10);
    forging.add("b");
    run("a", 30);
    assertThat(audits.get("a").held("id-b")).isZero();
    assertThat(audits.get("a").held("id-c")).isEqualTo(10);
    assertThat(audits.get("a").disputes).containsExactly("b DAMAGED id-b");
    forging.clear();
    now = now.plusSeconds(70);
    run("a", 5);
    assertThat(audits.get("a").held("id-b")).isEqualTo(10);
  }

  @Test
  public void aServerThatWasBroughtBackIsFoundAtOnce() throws Exception {
    audits.get("b").write(1, 10);
    run("a", 5);
    audits.get("b").cut(7);
    runAll(5);
    assertThat(audits.get("a").disputes).contains("b PARTED id-b 7");
    assertThat(audits.get("b").disputes).contains("a PARTED id-b 7");
    // It goes on writing under numbers that were used.
    audits.get("b").write(100, 110);
    List<String> before = audits.get("a").texts("id-b");
    audits.get("a").disputes.clear();
    runAll(5);
    assertThat(audits.get("a").disputes).contains("b PARTED id-b 10");
    assertThat(audits.get("a").texts("id-b")).isEqualTo(before);
    assertThat(audits.get("b").held("id-b")).isEqualTo(18);
  }

  @Test
  public void aRestartInTheMiddleGoesOn() throws Exception {
    for (int n = 0; n < 1_000; n++) {
      audits.get("b").write(MANY + n);
    }
    now = now.plusSeconds(1);
    pullers.get("a").turn();
    pullers.get("a").turn();
    long first = audits.get("a").held("id-b");
    assertThat(first).isBetween(1L, 400L);
    restart("a");
    run("a", 10);
    assertThat(audits.get("a").texts("id-b")).isEqualTo(audits.get("b").texts("id-b"));
    assertThat(audits.get("a").disputes).isEmpty();
  }

  @Test
  public void whoDoesNotAnswerIsAskedEverMoreSeldom() throws Exception {
    down.add("b");
    older.add("c");
    run("a", 100);
    assertThat(asked.stream().filter("ab"::equals).count()).isBetween(7L, 12L);
    assertThat(asked.stream().filter("ac"::equals).count()).isEqualTo(1);
    down.clear();
    older.clear();
    audits.get("b").write(1, 3);
    audits.get("c").write(1, 3);
    now = now.plusSeconds(130);
    run("a", 5);
    assertThat(audits.get("a").held("id-b")).isEqualTo(3);
    assertThat(audits.get("a").held("id-c")).isEqualTo(3);
  }

  @Test
  public void aDatabaseThatIsAwayIsWaitedFor() throws Exception {
    audits.get("b").write(1, 3);
    audits.get("a").broken = true;
    assertThat(pullers.get("a").turn()).isEqualTo(Duration.ofSeconds(5));
    audits.get("a").broken = false;
    audits.get("b").broken = true;
    run("a", 3);
    assertThat(audits.get("a").held("id-b")).isZero();
    audits.get("b").broken = false;
    run("a", 20);
    assertThat(audits.get("a").held("id-b")).isEqualTo(3);
  }

  @Test
  public void whilePeopleSignInMostOfTheTimeIsLeftToThem() throws Exception {
    for (int n = 0; n < 1_500; n++) {
      audits.get("b").write(MANY + n);
    }
    pullers.get("a").turn();
    // At first nobody knows whether anybody signs in.
    assertThat(pullers.get("a").turn()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    now = now.plusSeconds(3);
    pullers.get("a").turn();
    assertThat(pullers.get("a").turn()).isLessThan(Duration.ofMillis(250));
    now = now.plusSeconds(3);
    audits.get("a").write(1, 50);
    pullers.get("a").turn();
    assertThat(pullers.get("a").turn()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
  }

  @Test
  public void hostileOctetsAreNoQuestions() throws Exception {
    Giver giver = new Giver(() -> Optional.of(audits.get("a")), Runnable::run);
    java.util.Random random = new java.util.Random(5);
    for (int n = 0; n < 5_000; n++) {
      byte[] question = new byte[random.nextInt(40)];
      random.nextBytes(question);
      if (question.length > 0) {
        question[0] = 1;
      }
      byte[] answer = giver.answer("b", question).toCompletableFuture().get();
      assertThat(answer.length).isLessThan(200);
    }
    byte[] cut = new Request("id-a", 1, new byte[32], 5).toBytes();
    byte[] shorter = java.util.Arrays.copyOf(cut, cut.length - 1);
    assertThat(giver.answer("b", shorter).toCompletableFuture().get()).isEmpty();
  }
}
