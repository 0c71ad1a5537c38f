package org.vedette.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.sync.ImportOrder;
import org.vedette.api.sync.SyncDesk.Begun;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncProfile;
import org.vedette.api.sync.SyncRules;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.User;
import org.vedette.sync.run.Ports;
import org.vedette.testkit.directory.MemoryDirectory;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryRecords;

/** Rows 100 and 103 as operators see them: when runs begin, and what waits. */
public class EngineTest {
  private static final Actor ANNA = new Actor("anna", "rest", "192.0.2.1");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final FakeClock clock = new FakeClock(Instant.parse("2026-01-10T12:00:00Z"));
  private final MemoryRecords records = new MemoryRecords();
  private final Map<String, DirectorySource> sources = new HashMap<>();
  private final MemoryDirectory directory = new MemoryDirectory(10);
  private final Deque<Runnable> thread = new ArrayDeque<>();
  private SyncSettings settings =
      new SyncSettings(true, Duration.ofMinutes(10), false, -1, 5, true, List.of(), "");
  private Engine engine;
  private @Nullable ClusterView cluster;

  @Before
  public void oneItem() {
    sources.put("corp", directory);
    for (int i = 0; i < 9; i++) {
      directory.user("p" + i, MemoryDirectory.ROOT, Map.of("username", "person" + i));
    }
    records.given(
        SyncItem.TYPE,
        new SyncItem(
            UUID.randomUUID(),
            1,
            1,
            "All",
            "all",
            true,
            "corp",
            Optional.empty(),
            Optional.empty(),
            true,
            SyncRules.USUAL,
            SyncProfile.USUAL));
    engine = engine();
  }

  private Engine engine() {
    Ports ports =
        new Ports(
            () -> Optional.of(records),
            () -> Optional.of(records),
            Optional::empty,
            Optional::empty,
            name -> Optional.ofNullable(sources.get(name)),
            clock,
            UUID::randomUUID);
    Path place = folder.getRoot().toPath();
    return new Engine(
        ports,
        () -> settings,
        new RunFiles(place),
        new Readiness(ports, () -> "mfa1", () -> Optional.ofNullable(cluster)),
        thread::add,
        ZoneOffset.UTC);
  }

  private void work() {
    while (!thread.isEmpty()) {
      thread.remove().run();
    }
  }

  private String byHand() {
    Begun begun = engine.run(false, ANNA);
    work();
    return begun.match(Begun.Started::run, Begun.Refused::why);
  }

  @Test
  public void row100NothingBeginsByItselfBeforeItWasRunByHand() {
    engine.tick();
    assertThat(thread).isEmpty();
    assertThat(engine.status().paused()).contains("by hand once");
    byHand();
    assertThat(records.all(User.TYPE)).hasSize(9);
    clock.advance(Duration.ofMinutes(9));
    engine.tick();
    assertThat(thread).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    engine.tick();
    assertThat(thread).hasSize(1);
  }

  private static ClusterView seenBy(ServerRole role) {
    return new ClusterView(
        Optional.of(new UUID(0, 1)),
        "mfa2",
        role,
        1,
        false,
        Optional.of("mfa1"),
        "",
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @Test
  public void ofSeveralServersTheMasterRunsIt() {
    byHand();
    clock.advance(Duration.ofMinutes(10));
    cluster = seenBy(ServerRole.SUBORDINATE);
    engine.tick();
    assertThat(thread).isEmpty();
    assertThat(engine.status().paused())
        .isEqualTo("synchronization runs at the master mfa1, this is mfa2");
    assertThat(engine.trouble()).as("that is as it should be").isEmpty();
    assertThat(byHand()).contains("at the master mfa1");
    cluster = seenBy(ServerRole.WAITING);
    engine.tick();
    assertThat(thread).isEmpty();
    cluster = seenBy(ServerRole.EQUAL);
    engine.tick();
    assertThat(thread).as("of equals the first runs it, and this one is not").isEmpty();
    cluster = seenBy(ServerRole.MASTER);
    engine.tick();
    assertThat(thread).hasSize(1);
  }

  @Test
  public void ofEqualServersTheFirstRunsIt() {
    byHand();
    clock.advance(Duration.ofMinutes(10));
    ClusterView seen = seenBy(ServerRole.EQUAL);
    cluster =
        new ClusterView(
            seen.cluster(),
            seen.self(),
            seen.role(),
            0,
            false,
            Optional.of(seen.self()),
            "",
            Optional.empty(),
            Optional.empty(),
            List.of());
    engine.tick();
    assertThat(thread).hasSize(1);
  }

  @Test
  public void row100RunsDoNotOverlapAndAnOverrunIsFollowedAtOnce() {
    byHand();
    clock.advance(Duration.ofMinutes(10));
    engine.tick();
    clock.advance(Duration.ofMinutes(25));
    engine.tick();
    assertThat(thread).as("the second waits for the first").hasSize(1);
    assertThat(engine.run(true, ANNA)).isInstanceOf(Begun.Refused.class);
    work();
    engine.tick();
    assertThat(thread).hasSize(1);
    work();
    assertThat(engine.history())
        .as("of those with nothing to do the last is kept")
        .extracting(SyncRun::began)
        .containsExactly(
            Instant.parse("2026-01-10T12:35:00Z"), Instant.parse("2026-01-10T12:00:00Z"));
  }

  @Test
  public void row103WhatWaitsIsSeenAndApprovedByItsName() {
    byHand();
    for (int i = 0; i < 7; i++) {
      directory.delete("p" + i);
    }
    byHand();
    engine.tick();
    String list = engine.status().held().orElseThrow();
    assertThat(engine.status().heldCount()).isEqualTo(7);
    assertThat(engine.trouble()).hasValueSatisfying(it -> assertThat(it).contains("7 users wait"));
    assertThat(engine.approve("another", ANNA)).isInstanceOf(Begun.Refused.class);
    assertThat(records.all(User.TYPE)).hasSize(9);
    assertThat(engine.approve(list, ANNA)).isInstanceOf(Begun.Started.class);
    work();
    assertThat(records.all(User.TYPE)).hasSize(2);
    engine.tick();
    assertThat(engine.trouble()).isEmpty();
    assertThat(records.actors()).contains(new Actor("anna", "sync", "192.0.2.1"));
  }

  @Test
  public void aDirectoryThatIsGonePausesAndComesBack() {
    byHand();
    sources.clear();
    clock.advance(Duration.ofMinutes(11));
    engine.tick();
    assertThat(thread).isEmpty();
    assertThat(engine.status().paused()).contains("corp");
    sources.put("corp", directory);
    engine.tick();
    assertThat(thread).hasSize(1);
  }

  @Test
  public void anotherServerIsTheOne() {
    settings =
        new SyncSettings(true, Duration.ofMinutes(10), false, -1, 5, true, List.of(), "mfa2");
    assertThat(byHand()).contains("mfa2");
    settings =
        new SyncSettings(true, Duration.ofMinutes(10), false, -1, 5, true, List.of(), "MFA1");
    byHand();
    assertThat(records.all(User.TYPE)).hasSize(9);
  }

  @Test
  public void withoutAnItemNothingBegins() {
    records
        .all(SyncItem.TYPE)
        .forEach(it -> records.append(Change.remove(SyncItem.TYPE, it), ANNA));
    assertThat(byHand()).contains("no item");
  }

  @Test
  public void aRunIsStoppedAndShownWhileItGoesOn() {
    String id = engine.run(true, ANNA).match(Begun.Started::run, Begun.Refused::why);
    assertThat(engine.find(id).orElseThrow().state()).isEqualTo(SyncRun.State.RUNNING);
    assertThat(engine.status().running()).isPresent();
    assertThat(engine.stop(ANNA)).isTrue();
    work();
    assertThat(engine.find(id).orElseThrow().state()).isEqualTo(SyncRun.State.STOPPED);
    assertThat(engine.stop(ANNA)).isFalse();
    assertThat(records.all(User.TYPE)).isEmpty();
  }

  @Test
  public void aFaultOfTheProgramIsARunThatFailed() {
    byHand();
    directory.user("late", MemoryDirectory.ROOT, Map.of("username", "latecomer"));
    sources.put(
        "corp",
        (DirectorySource)
            Proxy.newProxyInstance(
                DirectorySource.class.getClassLoader(),
                new Class<?>[] {DirectorySource.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("a bug");
                }));
    String id = byHand();
    assertThat(engine.find(id).orElseThrow().state()).isEqualTo(SyncRun.State.FAILED);
    assertThat(engine.trouble()).isPresent();
    sources.put("corp", directory);
    byHand();
    assertThat(records.findByKey(User.TYPE, User.key("latecomer"))).isPresent();
  }

  @Test
  public void aSuccessorGoesOnWithWhatAnUpdateInterrupted() {
    byHand();
    directory.user("late", MemoryDirectory.ROOT, Map.of("username", "latecomer"));
    engine.run(false, ANNA);
    interrupt();
    assertThat(records.findByKey(User.TYPE, User.key("latecomer"))).isEmpty();
    engine.tick();
    work();
    assertThat(records.findByKey(User.TYPE, User.key("latecomer"))).isPresent();
    engine.tick();
    assertThat(thread).as("once").isEmpty();
  }

  private void interrupt() {
    Thread closing = new Thread(engine::close);
    closing.start();
    while (closing.getState() == Thread.State.NEW || closing.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
    work();
    engine = engine();
  }

  @Test
  public void anImportThatWasInterruptedGoesOnWithTheSameOrder() {
    ImportOrder order =
        new ImportOrder(
            "corp",
            Set.of("p1", "p2"),
            Optional.empty(),
            Optional.empty(),
            true,
            SyncRules.USUAL,
            SyncProfile.USUAL,
            false);
    assertThat(engine.load(order, ANNA)).isInstanceOf(Begun.Started.class);
    interrupt();
    assertThat(records.all(User.TYPE)).isEmpty();
    sources.clear();
    engine.tick();
    assertThat(thread).as("it waits for its directory").isEmpty();
    sources.put("corp", directory);
    engine.tick();
    work();
    assertThat(records.all(User.TYPE)).hasSize(2);
    assertThat(engine.history().get(0).actor()).isEqualTo("anna");
    engine.tick();
    assertThat(thread).as("once").isEmpty();
  }

  @Test
  public void anImportWhoseDirectoryDoesNotComeBackIsGivenUp() {
    ImportOrder order =
        new ImportOrder(
            "corp",
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            true,
            SyncRules.USUAL,
            SyncProfile.USUAL,
            true);
    engine.load(order, ANNA);
    interrupt();
    sources.clear();
    clock.advance(Duration.ofMinutes(6));
    engine.tick();
    sources.put("corp", directory);
    engine.tick();
    assertThat(thread).isEmpty();
    assertThat(byHand()).isNotEmpty();
  }
}
