package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.cluster.History.Outcome;
import org.vedette.itests.cluster.History.SignIn;
import org.vedette.itests.update.Updates;

/**
 * Every bundle of a pair is replaced, at the subordinate and then at the master, while people sign
 * in who ask the other server once where one does not answer: nobody is turned away. With profile
 * {@code faults}.
 */
public class ClusterHotUpdateLongIT {
  private static final Duration OVERLAP = Duration.ofSeconds(3);
  private static final Duration SETTLING = Duration.ofSeconds(15);
  private static final Duration QUIET = Duration.ofMillis(800);
  private static final Duration ANSWER = Duration.ofSeconds(4);
  private static final int PEOPLE = 300;
  private static final long SEED = 17;

  private ClusterLab lab;
  private LabServer a;
  private LabServer b;

  /** Pairs two servers. */
  @Before
  public void pair() throws Exception {
    lab = new ClusterLab();
    a = lab.add("a");
    b = lab.add("b");
    for (LabServer each : List.of(a, b)) {
      HeldBundle.into(each.server());
      each.server().set("org.vedette.method.held.cfg", "address", each.address().getHostAddress());
    }
    lab.startAll();
    lab.enter(a);
    Site.client(a.server(), "lab", lab.edge(), "primary=none");
    lab.join(a, b);
  }

  /** Ends all of it. */
  @After
  public void end() throws Exception {
    System.out.println(lab.history().summary());
    lab.close();
  }

  @Test
  public void everyBundleOfBothIsReplacedUnderSignIns() throws Exception {
    Updates ofA = new Updates(a.server());
    Updates ofB = new Updates(b.server());
    List<String> rows = new ArrayList<>();
    long from;
    try (People people = new People(lab, a, List.of(a, b), PEOPLE, SEED, 1, ANSWER);
        Clerks clerks = new Clerks(lab.history(), List.of(a, b), SEED);
        Watcher watcher = new Watcher(lab.history(), List.of(a, b))) {
      awaitEqual();
      people.resume();
      clerks.resume();
      pass(QUIET.multipliedBy(3));
      from = lab.history().now();
      for (String bundle : Updates.ALL) {
        long ofSubordinate = ofB.update(bundle);
        pass(QUIET);
        long ofMaster = ofA.update(bundle);
        pass(QUIET);
        rows.add("%s,%d,%d".formatted(bundle, ofSubordinate, ofMaster));
      }
      people.pause();
      clerks.pause();
      clerks.others().forEach(each -> System.out.println("  said beside yes: " + each));
    }
    System.out.println("bundle,subordinate_ms,master_ms\n" + String.join("\n", rows));
    Felt felt = new Felt(lab.history(), from, lab.history().now());
    System.out.println(felt.figures());
    long elsewhere =
        lab.history().signIns().stream()
            .filter(SignIn::fresh)
            .filter(it -> it.outcome() == Outcome.SILENT)
            .count();
    System.out.println(
        felt.fresh() + " codes, " + elsewhere + " of them asked at the other server too");

    assertThat(felt.fresh()).isGreaterThan(500);
    assertThat(felt.notLetIn()).as("good codes that were not let in").isEmpty();
    awaitEqual();
    for (LabServer each : List.of(a, b)) {
      lab.history().atEnd(each.name(), each.users());
      assertThat(each.server().vedette("audit", "verify")).contains("whole");
    }
    assertThat(new HistoryCheck(OVERLAP, SETTLING).wrong(lab.history())).isEmpty();
    ofA.assertDoneByNewest();
    ofB.assertDoneByNewest();
    assertThat(a.is("master")).isTrue();
    assertThat(b.is("subordinate")).isTrue();
    for (LabServer each : List.of(a, b)) {
      assertThat(errors(each)).as("errors logged by " + each).isEmpty();
    }
  }

  private void awaitEqual() {
    LabServer.await("both servers have the same records", 60)
        .until(() -> b.records().equals(a.records()));
  }

  private static List<String> errors(LabServer of) throws IOException {
    try (Stream<String> lines =
        Files.lines(of.server().base().resolve(Path.of("var", "log", "vedette.log")))) {
      return lines.filter(line -> line.contains(" ERROR ")).toList();
    }
  }

  /** Time passes: load goes on meanwhile. */
  private static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
