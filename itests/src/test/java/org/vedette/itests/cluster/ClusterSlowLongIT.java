package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.vedette.itests.blackbox.Site;

/**
 * Two servers whose link loses, is deaf one way, or is long, and whose disks are slow: people sign
 * in at both all the while, and nothing that was acknowledged is lost. Figures are printed for
 * each. With profile {@code faults}.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class ClusterSlowLongIT {
  /** Longer than a code lasts: everybody has one more. */
  private static final Duration LASTS = Duration.ofSeconds(31);

  private static final Duration OVERLAP = Duration.ofSeconds(3);
  private static final Duration SETTLING = Duration.ofSeconds(15);
  private static final Duration DISK = Duration.ofMillis(300);
  private static final int PEOPLE = 160;
  private static final long SEED = 11;

  private static ClusterLab lab;
  private static LabServer a;
  private static LabServer b;
  private static SlowDisk diskOfA;
  private static SlowDisk diskOfB;
  private static People people;
  private static Clerks clerks;
  private static Watcher watcher;

  /** Pairs two servers; the first is the master. */
  @BeforeClass
  public static void pair() throws Exception {
    lab = new ClusterLab();
    diskOfA = new SlowDisk(lab.folder(), "a");
    diskOfB = new SlowDisk(lab.folder(), "b");
    a = lab.add("a", diskOfA.variables());
    b = lab.add("b", diskOfB.variables());
    lab.startAll();
    lab.enter(a);
    Site.client(a.server(), "lab", lab.edge(), "primary=none");
    lab.join(a, b);
    people = new People(lab, a, List.of(a, b), PEOPLE, SEED);
    clerks = new Clerks(lab.history(), List.of(a, b), SEED);
    watcher = new Watcher(lab.history(), List.of(a, b));
    awaitEqual();
    during("nothing wrong", Duration.ofSeconds(10));
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

  /** All is whole again; both hold the same, and nothing was wrong. */
  @After
  public void judged() throws Exception {
    lab.heal();
    diskOfA.takes(Duration.ZERO);
    diskOfB.takes(Duration.ZERO);
    people.pause();
    clerks.pause();
    Timing healing = new Timing();
    LabServer.await("the servers see each other", 60)
        .until(
            () ->
                a.is("master")
                    && b.standing().master().equals(java.util.Optional.of("a"))
                    && trouble(a, "b").isEmpty()
                    && trouble(b, "a").isEmpty());
    awaitEqual();
    healing.print("  whole again, with the same records", Duration.ofSeconds(60));
    for (LabServer each : List.of(a, b)) {
      lab.history().atEnd(each.name(), each.users());
    }
    assertThat(new HistoryCheck(OVERLAP, SETTLING).wrong(lab.history())).isEmpty();
    assertThat(clerks.others()).isEmpty();
  }

  private static void awaitEqual() {
    LabServer.await("both servers have the same records", 60)
        .until(() -> b.records().equals(a.records()));
  }

  private static String trouble(LabServer asked, String about) throws Exception {
    return asked.standing().peer(about).orElseThrow().trouble();
  }

  /** People and administrators go about for so long; prints what they felt. */
  private static Felt during(String what, Duration time) throws Exception {
    people.resume();
    clerks.resume();
    long from = lab.history().now();
    pass(time);
    long until = lab.history().now();
    List<String> seen =
        List.of(
            "a: " + a.standing().role() + ", of b \"" + trouble(a, "b") + "\"",
            "b: " + b.standing().role() + " \"" + b.standing().notice() + "\"");
    people.pause();
    clerks.pause();
    Felt felt = new Felt(lab.history(), from, until);
    System.out.println(what + ":\n" + felt.figures() + "\n  seen " + seen);
    assertThat(felt.notLetIn()).as("good codes that were not let in, " + what).isEmpty();
    assertThat(felt.accepted(a)).as("sign-ins at a").isGreaterThan(5);
    assertThat(felt.accepted(b)).as("sign-ins at b").isGreaterThan(5);
    return felt;
  }

  /** Time passes: the fault is what is waited for. */
  private static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Test
  public void step1aLinkThatLosesAThird() throws Exception {
    lab.lose(a, b, 30);
    lab.lose(b, a, 30);
    assertThat(during("30 % are lost, both ways", LASTS).acknowledged(a)).isPositive();
  }

  @Test
  public void step2TheSubordinateIsNotHeard() throws Exception {
    lab.cutOneWay(b, a);
    assertThat(during("the master does not hear the subordinate", LASTS).acknowledged(a))
        .isPositive();
  }

  @Test
  public void step3TheMasterIsNotHeard() throws Exception {
    lab.cutOneWay(a, b);
    assertThat(during("the subordinate does not hear the master", LASTS).acknowledged(a))
        .isPositive();
  }

  @Test
  public void step4TheDiskOfTheSubordinateIsSlow() throws Exception {
    diskOfB.takes(DISK);
    assertThat(during("forcing takes 300 ms at the subordinate", LASTS).acknowledged(a))
        .isPositive();
  }

  @Test
  public void step5TheDiskOfTheMasterIsSlow() throws Exception {
    diskOfA.takes(DISK);
    Felt felt = during("forcing takes 300 ms at the master", LASTS);
    assertThat(felt.acknowledged(a) + felt.acknowledged(b)).isPositive();
  }

  @Test
  public void step6ALongWay() throws Exception {
    InetAddress edge = InetAddress.getByName(lab.edge());
    try (Relay toA = new Relay(edge, a.at(ClusterLab.PEER_PORT));
        Relay toB = new Relay(edge, b.at(ClusterLab.PEER_PORT))) {
      lab.detour(b, a, toA);
      lab.detour(a, b, toB);
      // Connections that are there keep to the short way.
      lab.kill(b);
      lab.back(b);
      awaitEqual();
      during("another way, no longer", Duration.ofSeconds(10));
      for (Duration each : List.of(Duration.ofMillis(100), Duration.ofSeconds(2))) {
        toA.takes(each);
        toB.takes(each);
        lab.far(a, b);
        Felt felt = during("everything takes " + each.toMillis() + " ms each way", LASTS);
        assertThat(felt.acknowledged(a)).isPositive();
      }
      toA.takes(Duration.ZERO);
      toB.takes(Duration.ZERO);
      judged();
    }
  }
}
