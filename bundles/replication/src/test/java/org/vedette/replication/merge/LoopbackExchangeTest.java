package org.vedette.replication.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.state.StatePeers.Answers;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.raft.Member;

/** The exchange over the port and the certificates that servers really use. */
public class LoopbackExchangeTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final FakeState atA = new FakeState("a");
  private final FakeState atB = new FakeState("b");
  private LoopbackServer a;
  private LoopbackServer b;

  @Before
  public void start() throws Exception {
    ClusterAuthority authority = ClusterAuthority.make(UUID.randomUUID(), Instant.now());
    Map<String, Member> members = LoopbackServer.members();
    a = new LoopbackServer("a", authority, members, () -> Optional.of(atA));
    b = new LoopbackServer("b", authority, members, () -> Optional.of(atB));
  }

  @After
  public void stop() throws Exception {
    a.close();
    b.close();
  }

  private void say(String word) throws Exception {
    atA.words.add(word);
    a.exchange.told(FakeState.bytes(word), true).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private Answers ask() throws Exception {
    return a.exchange.ask(FakeState.bytes("code")).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  public void newsAndQuestionsTravelOverMutualTls() throws Exception {
    say("hello");
    await().atMost(LONG).untilAsserted(() -> assertThat(atB.words).contains("hello"));
    await().atMost(LONG).until(() -> !ask().answers().isEmpty());
    assertThat(ask().answers()).extracting(FakeState::word).containsExactly("b heard code");
  }

  @Test
  public void aServerThatIsGoneIsNotWaitedForAndToldWhenItIsBack() throws Exception {
    say("hello");
    await().atMost(LONG).untilAsserted(() -> assertThat(atB.words).contains("hello"));
    b.deafen();
    await().atMost(LONG).until(() -> ask().silent() == 1);
    say("missed");
    await().atMost(LONG).until(() -> a.exchange.figures().get(0).away());
    assertThat(a.exchange.figures().get(0).pending()).isPositive();
    b.listen();
    await().atMost(LONG).untilAsserted(() -> assertThat(atB.words).contains("missed"));
  }
}
