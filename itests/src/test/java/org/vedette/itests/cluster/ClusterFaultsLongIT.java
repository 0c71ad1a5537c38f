package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.cluster.History.Told;

/**
 * Three servers that choose their master by themselves, under sign-ins and changes, while servers
 * die and links are cut. After each fault all that was ever asked is judged.
 *
 * <p>The random schedule is short; profile {@code faults} makes it last for {@code
 * -Dvedette.faults.minutes}. Its seed is printed, and taken from {@code -Dvedette.seed}.
 */
public class ClusterFaultsLongIT {
  private static final Duration AUTOMATIC = Duration.ofSeconds(3);
  private static final Duration OVERLAP = Duration.ofSeconds(3);
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final long SHORT_SECONDS = 10;
  private static final long SEED = Long.getLong("vedette.seed", System.nanoTime());

  private static ClusterLab lab;
  private static List<LabServer> three;
  private static People people;
  private static Clerks clerks;
  private static Watcher watcher;

  /** Makes three voters. */
  @BeforeClass
  public static void three() throws Exception {
    System.out.println("Random seed " + SEED + ": -Dvedette.seed=" + SEED + " repeats the faults");
    lab = new ClusterLab();
    three = lab.start("a", "b", "c");
    LabServer first = three.get(0);
    lab.enter(first);
    Site.client(first.server(), "lab", lab.edge(), "primary=none");
    lab.joinByScript(first, three.get(1));
    lab.joinByScript(first, three.get(2));
    first.server().vedette("server", "failover", "automatic");
    people = new People(lab, first, three, 120, SEED);
    clerks = new Clerks(lab.history(), three, SEED);
    watcher = new Watcher(lab.history(), three);
    LabServer.await("all know that failover is automatic", 30)
        .until(() -> three.stream().allMatch(it -> standing(it).automatic()));
  }

  /** Ends all of it. */
  @AfterClass
  public static void end() throws Exception {
    if (watcher != null) {
      watcher.close();
      clerks.close();
      people.close();
    }
    if (lab != null) {
      System.out.println(lab.history().summary());
      lab.close();
    }
  }

  /** Everybody begins. */
  @Before
  public void busy() {
    people.resume();
    clerks.resume();
    int before = clerks.acknowledged();
    LabServer.await("changes are made", 30).until(() -> clerks.acknowledged() > before + 10);
  }

  /** Everybody rests; all servers hold the same, and nothing was wrong. */
  @After
  public void judged() throws Exception {
    lab.heal();
    LabServer.await("one master and two subordinates", 60).until(ClusterFaultsLongIT::settled);
    clerks.pause();
    people.pause();
    LabServer.await("all servers have the same records", 60)
        .untilAsserted(
            () -> {
              for (LabServer each : three.subList(1, 3)) {
                assertThat(each.records()).isEqualTo(three.get(0).records());
              }
            });
    for (LabServer each : three) {
      lab.history().atEnd(each.name(), each.users());
    }
    assertThat(new HistoryCheck(OVERLAP, SETTLING).wrong(lab.history())).isEmpty();
    assertThat(clerks.others()).isEmpty();
  }

  private static Standing standing(LabServer server) {
    return server.tryStanding().orElseThrow(() -> new AssertionError(server + " is silent"));
  }

  private static boolean settled() {
    return masters().size() == 1
        && three.stream().filter(each -> each.is("subordinate")).count() == 2
        && three.stream()
                .map(each -> each.tryStanding().flatMap(Standing::master).orElse(""))
                .distinct()
                .count()
            == 1;
  }

  private static Set<LabServer> masters() {
    return Set.copyOf(three.stream().filter(each -> each.is("master")).toList());
  }

  private static LabServer master() {
    return masters().iterator().next();
  }

  private static List<LabServer> others(LabServer one) {
    return three.stream().filter(each -> each != one).toList();
  }

  /** Waits for the first change that one of these takes. */
  private static void awaitChange(List<LabServer> among) {
    LabServer.await("a change is taken", 30)
        .until(() -> clerks.add(among.get(0), "first-" + System.nanoTime()) == Told.ACKNOWLEDGED);
  }

  @Test
  public void whenTheMasterDiesAnotherTakesOver() throws Exception {
    LabServer old = master();
    List<LabServer> rest = others(old);
    lab.kill(old);
    Timing failover = new Timing();
    LabServer.await("another master", 30)
        .until(() -> rest.stream().anyMatch(each -> each.is("master")));
    awaitChange(rest);
    try {
      failover.print("automatic failover, to the first change", AUTOMATIC);
    } finally {
      lab.back(old);
    }
  }

  @Test
  public void aMasterThatIsCutOffStepsDownAndAllServe() throws Exception {
    LabServer old = master();
    List<LabServer> rest = others(old);
    lab.isolate(old);
    Timing failover = new Timing();
    LabServer.await("another master", 30)
        .until(() -> rest.stream().anyMatch(each -> each.is("master")));
    awaitChange(rest);
    failover.print("failover when the master is cut off", AUTOMATIC);
    LabServer.await("the old one steps down", 30).until(() -> !old.is("master"));
    LabServer.await("and says that it reaches no master", 30)
        .until(() -> clerks.add(old, "alone-" + System.nanoTime()) == Told.REFUSED);
    long signIns = accepted(old);
    LabServer.await("people sign in there", 40).until(() -> accepted(old) > signIns + 3);
  }

  private static long accepted(LabServer server) {
    return lab.history().signIns().stream()
        .filter(it -> it.server().equals(server.name()))
        .filter(it -> it.outcome() == History.Outcome.ACCEPTED)
        .count();
  }

  @Test
  public void aLinkThatLosesAndOneThatIsDeafAreLivedWith() throws Exception {
    LabServer master = master();
    List<LabServer> rest = others(master);
    lab.lose(master, rest.get(0), 30);
    lab.lose(rest.get(0), master, 30);
    lab.cutOneWay(rest.get(0), rest.get(1));
    int before = clerks.acknowledged();
    LabServer.await("changes are made", 60).until(() -> clerks.acknowledged() > before + 20);
  }

  @Test
  public void whateverHappensNothingIsLostAndNoCodeIsGoodTwice() throws Exception {
    FaultSchedule faults = new FaultSchedule(lab, three, SEED);
    long minutes = Long.getLong("vedette.faults.minutes", 0);
    long seconds = minutes == 0 ? SHORT_SECONDS : TimeUnit.MINUTES.toSeconds(minutes);
    Timing timing = new Timing();
    for (int round = 1; timing.taken().toSeconds() < seconds; round++) {
      System.out.println(round + ": " + faults.once());
      if (minutes > 0) {
        LabServer.await("one master and two subordinates", 90).until(ClusterFaultsLongIT::settled);
      }
    }
  }
}
