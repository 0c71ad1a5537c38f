package org.vedette.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.store.Change;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;

/**
 * Row 105: two servers read the same directory through the same random history; one looks at what
 * changed, the other always at everything. After every run both have the same users.
 */
public class BothWaysTest {
  private static final int HISTORIES = 20;
  private static final int STEPS = 75;

  @Test
  public void row105IncrementalAndFullEndInTheSameState() {
    long first = Long.getLong("sync.seed", 20260101L);
    int changedRuns = 0;
    for (int i = 0; i < HISTORIES; i++) {
      changedRuns += history(first + i, false);
    }
    assertThat(changedRuns).as("runs that looked at changes only").isGreaterThan(HISTORIES * 5);
  }

  /** The incremental one fails now and then, anywhere, and is run again. */
  @Test
  public void row105FailuresInBetweenChangeNothing() {
    long first = Long.getLong("sync.seed", 20260501L);
    for (int i = 0; i < HISTORIES / 2; i++) {
      history(first + i, true);
    }
  }

  private static int history(long seed, boolean failing) {
    Random random = new Random(seed);
    History history = new History(random, 1 + random.nextInt(9));
    Bench changes = bench(history);
    Bench full = bench(history);
    items(random).forEach(it -> both(changes, full, it));
    int changedRuns = 0;
    for (int step = 0; step < STEPS; step++) {
      history.step();
      if (random.nextInt(8) == 0) {
        byHand(random, changes, full);
      }
      if (random.nextInt(25) == 0) {
        items(random).forEach(it -> both(changes, full, it));
        history.done.add("items");
      }
      if (random.nextInt(3) == 0) {
        changedRuns += compare(seed, random, history, changes, full, failing) ? 1 : 0;
      }
    }
    return changedRuns;
  }

  private static boolean compare(
      long seed, Random random, History history, Bench changes, Bench full, boolean failing) {
    history.done.add("run");
    if (failing) {
      for (int i = 0; i < 3; i++) {
        history.directory.failAfter(random.nextInt(8));
        changes.changes();
      }
      history.directory.failAfter(-1000);
    }
    SyncRun one = changes.changes();
    SyncRun two = full.full();
    String told = "seed " + seed + ": " + history.done;
    assertThat(one.state()).as(told).isEqualTo(two.state());
    assertThat(one.held()).as(told).isEqualTo(two.held());
    assertThat(changes.state()).as(told).isEqualTo(full.state());
    if (one.held().isPresent() && random.nextBoolean()) {
      history.done.add("approve");
      changes.approve(one.held().get());
      full.approve(one.held().get());
      assertThat(changes.changes().held()).as(told).isEmpty();
      assertThat(full.full().held()).as(told).isEmpty();
      assertThat(changes.state()).as(told).isEqualTo(full.state());
    }
    return one.kind() == SyncRun.Kind.INCREMENTAL;
  }

  private static Bench bench(History history) {
    Bench bench = new Bench();
    bench.sources.put(Items.CORP, history.directory);
    bench.settings = new RunSettings(true, 2, List.of(), bench.settings.defaults());
    return bench;
  }

  private static void both(Bench one, Bench two, SyncItem item) {
    one.put(item);
    two.put(item);
  }

  private static List<SyncItem> items(Random random) {
    Fate[] fates = Fate.values();
    return List.of(
        Items.of(
            "staff",
            random.nextInt(10),
            "g1",
            Items.rules(
                false, random.nextBoolean(), false, fates[random.nextInt(3)], Fate.DISABLE)),
        Items.in(
            "sales",
            random.nextInt(10),
            "ou=SALES,DC=corp,DC=example",
            Items.rules(random.nextBoolean(), true, false, Fate.DISABLE, fates[random.nextInt(3)])),
        Items.with(
            Items.in(
                "stock",
                random.nextInt(10),
                "OU=Stock,DC=corp,DC=example",
                Items.rules(fates[random.nextInt(3)], fates[random.nextInt(3)], Fate.REMOVE)),
            it -> Items.grouped(it, "G" + random.nextInt(2))));
  }

  /** Users are added, disabled, enabled, and change their telephone number, on both alike. */
  private static void byHand(Random random, Bench one, Bench two) {
    List<User> users = one.records.all(User.TYPE);
    if (users.isEmpty() || random.nextInt(4) == 0) {
      String name = "hand" + random.nextInt(100);
      for (Bench each : List.of(one, two)) {
        if (each.user(name).isEmpty()) {
          each.records.append(
              Change.put(User.TYPE, User.builder(UUID.randomUUID(), name, name).build()),
              Bench.ACTOR);
        }
      }
      return;
    }
    String name = users.get(random.nextInt(users.size())).name();
    boolean phone = random.nextBoolean();
    String number = "44668180" + random.nextInt(10);
    for (Bench each : List.of(one, two)) {
      each.change(
          name,
          it ->
              phone
                  ? it.change().phone(Optional.of(new Phone("41", number, ""))).build()
                  : it.change().enabled(!it.enabled()).build());
    }
  }

  @Test
  public void theHistoryHasEverythingInIt() {
    History history = new History(new Random(1), 5);
    for (int i = 0; i < 600; i++) {
      history.step();
    }
    assertThat(history.done)
        .anyMatch(it -> it.startsWith("move container"))
        .anyMatch(it -> it.startsWith("delete container"))
        .anyMatch(it -> it.startsWith("delete group"))
        .anyMatch(it -> it.startsWith("rename c2"))
        .anyMatch(it -> it.startsWith("member g1 g"));
  }
}
