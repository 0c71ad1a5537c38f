package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.vedette.itests.blackbox.Server.Ran;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.cluster.History.Outcome;
import org.vedette.itests.cluster.History.Told;

/**
 * Three servers of an earlier version become three of this one as {@code UPGRADING.md} says, the
 * subordinates first and the master last, under sign-ins and changes. With profile {@code faults};
 * {@code -Dvedette.distribution.old=FILE} names the archive of the earlier version.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class ClusterUpgradeLongIT {
  private static final String OLD = "vedette.distribution.old";
  private static final Duration OVERLAP = Duration.ofSeconds(3);
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final long SEED = 13;

  /** Of the class, since each test has an object of its own. */
  private static final Steps STEPS = new Steps();

  /** Ends the story at the first step that fails. */
  @Rule public final Steps steps = STEPS;

  private static ClusterLab lab;
  private static LabServer a;
  private static LabServer b;
  private static LabServer c;
  private static People people;
  private static Clerks clerks;
  private static Watcher watcher;
  private static int count;

  /** Three servers of the earlier version; the first decides who the master is. */
  @BeforeClass
  public static void old() throws Exception {
    String archive = System.getProperty(OLD, "");
    assertThat(Files.isRegularFile(Path.of(archive)))
        .as("-D%s=FILE must name the archive of an earlier version, not \"%s\"", OLD, archive)
        .isTrue();
    lab = new ClusterLab();
    a = lab.addOf(Path.of(archive), "a");
    b = lab.addOf(Path.of(archive), "b");
    c = lab.addOf(Path.of(archive), "c");
    lab.startAll();
    lab.enter(a);
    Site.client(a.server(), "lab", lab.edge(), "primary=none");
    lab.join(a, b);
    // Before there are three: the log need not be opened with votes and without again.
    a.server().vedette("server", "failover", "manual");
    lab.join(a, c);
    people = new People(lab, a, List.of(a, b, c), 60, SEED);
    clerks = new Clerks(lab.history(), List.of(a, b, c), SEED);
    watcher = new Watcher(lab.history(), List.of(a, b, c));
    awaitEqual();
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

  private static void awaitEqual() {
    LabServer.await("all servers have the same records", 60)
        .until(
            () -> {
              String records = a.records();
              return b.records().equals(records) && c.records().equals(records);
            });
  }

  private static String version(LabServer of) throws Exception {
    return of.standing().peer(of.name()).orElseThrow().version();
  }

  /** Each takes sign-ins, and changes that all know of; nothing was wrong until now. */
  private static void assertAllServe() throws Exception {
    people.pause();
    clerks.pause();
    for (LabServer each : List.of(a, b, c)) {
      String user = "made-at-" + each + ++count;
      assertThat(clerks.add(each, user)).as(user).isEqualTo(Told.ACKNOWLEDGED);
      Site.Person person = Site.named(each.server(), "person-at-" + each + count);
      awaitEqual();
      for (LabServer at : List.of(a, b, c)) {
        assertThat(at.knows(user)).as(user + " at " + at).isTrue();
      }
      assertThat(people.send(each, person.name(), person.token().codeAt(Instant.now()), true).get())
          .isEqualTo(Outcome.ACCEPTED);
    }
    for (LabServer each : List.of(a, b, c)) {
      lab.history().atEnd(each.name(), each.users());
    }
    assertThat(new HistoryCheck(OVERLAP, SETTLING).wrong(lab.history())).isEmpty();
    System.out.println(
        "versions: a %s %s, b %s %s, c %s %s"
            .formatted(
                version(a),
                a.standing().role(),
                version(b),
                b.standing().role(),
                version(c),
                c.standing().role()));
  }

  /** Upgrades one while people sign in; everybody gets in. */
  private static void upgrade(LabServer server) throws Exception {
    people.resume();
    clerks.resume();
    String before = version(server);
    long from = lab.history().now();
    Timing timing = new Timing();
    lab.upgrade(server);
    LabServer.await(server + " is back", 60)
        .until(
            () ->
                server.is("subordinate")
                    && server.standing().peer(server.name()).orElseThrow().lag() == 0);
    timing.print("upgrade of " + server + ", until it follows", Duration.ofSeconds(90));
    // Whoever asks the next server now is waited for.
    people.pause();
    clerks.pause();
    Felt felt = new Felt(lab.history(), from, lab.history().now());
    System.out.println(felt.figures());
    assertThat(felt.notLetIn()).as("good codes that were not let in").isEmpty();
    assertThat(version(server)).isNotEqualTo(before);
  }

  @Test
  public void step1AllAreOfTheEarlierVersion() throws Exception {
    assertAllServe();
    assertThat(version(a)).isEqualTo(version(b)).isEqualTo(version(c));
  }

  @Test
  public void step2ASubordinateIsUpgraded() throws Exception {
    upgrade(b);
    assertAllServe();
  }

  @Test
  public void step3TheWrongOrderIsRefusedInWords() throws Exception {
    Ran early = b.server().tryVedette("", "server", "promote");
    assertThat(early.code()).as(early.out()).isNotZero();
    assertThat(early.out()).contains("c", "older", "--any-order");
    assertThat(a.is("master")).isTrue();
  }

  @Test
  public void step4AllSubordinatesAreUpgraded() throws Exception {
    upgrade(c);
    assertAllServe();
  }

  @Test
  public void step5TheMasterIsHandedOverAndUpgradedLast() throws Exception {
    people.resume();
    clerks.resume();
    long from = lab.history().now();
    Timing timing = new Timing();
    b.server().vedette("server", "promote");
    LabServer.await("b is the master", 60).until(() -> b.is("master"));
    timing.print("hand-over to the new version", Duration.ofSeconds(20));
    LabServer.await("a follows", 60).until(() -> a.is("subordinate"));
    LabServer.await("the new master names who is older", 20)
        .until(() -> b.server().vedette("server", "list").contains("upgrade it now"));
    Felt felt = new Felt(lab.history(), from, lab.history().now());
    System.out.println(felt.figures());
    assertThat(felt.notLetIn()).isEmpty();
    upgrade(a);
    assertAllServe();
    assertThat(version(a)).isEqualTo(version(b)).isEqualTo(version(c));
    assertThat(b.server().vedette("server", "list")).doesNotContain("upgrade it now");
  }
}
