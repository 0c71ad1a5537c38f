package org.vedette.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.User;
import org.vedette.testkit.directory.MemoryDirectory;

/** People who want each other's names. */
public class RingsTest {
  private final MemoryDirectory directory = new MemoryDirectory(4);
  private final Bench bench = new Bench();

  @Before
  public void fourArePeople() {
    bench.sources.put(Items.CORP, directory);
    for (String name : new String[] {"a", "b", "c", "d"}) {
      directory.user(name, MemoryDirectory.ROOT, Items.person(name + ".name", "firstName", name));
    }
    bench.put(Items.whole("all", 1, Items.rules(Fate.REMOVE, Fate.REMOVE, Fate.REMOVE)));
    assertThat(bench.full().count("added")).isEqualTo(4);
  }

  private UUID id(String name) {
    return bench.user(name).map(User::id).orElseThrow();
  }

  private void rename(String entry, String name) {
    directory.modify(entry, Map.of("username", name));
  }

  @Test
  public void twoExchangeTheirNames() {
    UUID a = id("a.name");
    UUID b = id("b.name");
    rename("a", "b.name");
    rename("b", "a.name");
    SyncRun plan = bench.plan();
    assertThat(plan.count("renamed")).isEqualTo(2);
    assertThat(id("a.name")).isEqualTo(a);
    SyncRun run = bench.changes();
    assertThat(run.state()).isEqualTo(SyncRun.State.DONE);
    assertThat(run.count("renamed")).isEqualTo(2);
    assertThat(run.count("skipped")).isZero();
    assertThat(id("a.name")).isEqualTo(b);
    assertThat(id("b.name")).isEqualTo(a);
    assertThat(bench.user("a.name").orElseThrow().firstName()).isEqualTo("b");
    assertThat(bench.changes().counts()).isEmpty();
    assertThat(bench.full().count("renamed")).isZero();
  }

  @Test
  public void fourPassTheirNamesOnInARing() {
    UUID a = id("a.name");
    rename("a", "b.name");
    rename("b", "c.name");
    rename("c", "d.name");
    rename("d", "a.name");
    assertThat(bench.full().count("renamed")).isEqualTo(4);
    assertThat(id("b.name")).isEqualTo(a);
    assertThat(bench.records.all(User.TYPE))
        .extracting(User::name)
        .containsExactlyInAnyOrder("a.name", "b.name", "c.name", "d.name");
  }

  @Test
  public void whoOnlyWantsANameOfARingWaits() {
    rename("a", "b.name");
    rename("b", "a.name");
    rename("c", "a.name");
    SyncRun run = bench.changes();
    assertThat(run.count("renamed")).isEqualTo(2);
    assertThat(run.lines())
        .filteredOn(it -> it.what().equals("skip"))
        .singleElement()
        .extracting(SyncRun.Line::detail)
        .isEqualTo("another user has the name a.name");
    assertThat(bench.user("c.name")).isPresent();
  }
}
