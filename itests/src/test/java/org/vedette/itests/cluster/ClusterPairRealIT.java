package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Server.Ran;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.cluster.History.Outcome;
import org.vedette.itests.cluster.History.Told;

/**
 * Two servers, from the invitation of the second to its removal; each step begins where the one
 * before ended.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class ClusterPairRealIT {
  private static final Duration MANUAL = Duration.ofSeconds(10);
  private static final Duration OVERLAP = Duration.ofSeconds(3);
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final long SEED = 7;
  private static final int AT_ONCE = 10;
  private static final String OLD_PIN = "8261";

  /** Of the class, since each test has an object of its own. */
  private static final Steps STEPS = new Steps();

  /** Ends the story at the first step that fails. */
  @Rule public final Steps steps = STEPS;

  private static ClusterLab lab;
  private static LabServer a;
  private static LabServer b;
  private static People people;
  private static Clerks clerks;
  private static Watcher watcher;
  private static int persons;
  private static int pinTries;

  /** Pairs the servers, and lets people and administrators stand by. */
  @BeforeClass
  public static void pair() throws Exception {
    lab = new ClusterLab();
    List<LabServer> both = lab.start("a", "b");
    a = both.get(0);
    b = both.get(1);
    lab.enter(a);
    Site.client(a.server(), "lab", lab.edge(), "primary=none");
    Site.named(a.server(), "before");
    Duration joined = lab.join(a, b);
    System.out.println("invitation and join: " + joined.toMillis() + " ms");
    people = new People(lab, a, both, 60, SEED);
    clerks = new Clerks(lab.history(), both, SEED);
    watcher = new Watcher(lab.history(), both);
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

  private static void assertNothingWrong() throws Exception {
    LabServer.await("both servers have the same records", 60)
        .untilAsserted(() -> assertThat(b.records()).isEqualTo(a.records()));
    lab.history().atEnd("a", a.users());
    lab.history().atEnd("b", b.users());
    assertThat(new HistoryCheck(OVERLAP, SETTLING).wrong(lab.history())).isEmpty();
    assertThat(clerks.others()).isEmpty();
  }

  /** Somebody new signs in. */
  private static void assertServes(LabServer server) throws Exception {
    Site.Person person = newcomer(server);
    assertThat(people.send(server, person.name(), code(person), true).get())
        .as("a sign-in at " + server)
        .isEqualTo(Outcome.ACCEPTED);
  }

  /** Adds somebody through the first of these servers, and waits until all of them know. */
  private static Site.Person newcomer(LabServer... servers) {
    Site.Person person = Site.named(servers[0].server(), "newcomer" + ++persons);
    for (LabServer each : servers) {
      // The enrollment comes after the user.
      LabServer.await(each + " knows " + person.name(), 20)
          .until(
              () ->
                  each.rest()
                      .call("GET", "/users/" + person.name() + "/enrollments", "")
                      .contains("oath"));
    }
    return person;
  }

  private static String code(Site.Person person) {
    return person.token().codeAt(Instant.now());
  }

  /** Both ways round: what one server accepted, the other refuses. */
  private static void assertGoodOnceOnly() throws Exception {
    for (LabServer each : List.of(a, b)) {
      Site.Person person = newcomer(a, b);
      String code = code(person);
      LabServer other = each == a ? b : a;
      assertThat(people.send(each, person.name(), code, true).get()).isEqualTo(Outcome.ACCEPTED);
      assertThat(people.send(other, person.name(), code, false).get()).isEqualTo(Outcome.REJECTED);
    }
  }

  @Test
  public void step1TheSecondServerHasWhatTheFirstHad() throws Exception {
    assertThat(a.standing().role()).isEqualTo("master");
    assertThat(b.standing().role()).isEqualTo("subordinate");
    assertThat(b.standing().master()).contains("a");
    assertThat(b.standing().epoch()).isEqualTo(a.standing().epoch()).isPositive();
    assertThat(b.knows("before")).isTrue();
    for (LabServer each : List.of(a, b)) {
      assertThat(each.server().vedette("server", "list"))
          .contains("a ", "b ", "master", "subordinate", a.address().getHostAddress());
      assertThat(each.server().vedette("status")).contains("cluster");
    }
    assertNothingWrong();
  }

  @Test
  public void step2EveryCodeIsGoodOnce() throws Exception {
    List<CompletableFuture<Outcome>> first = new ArrayList<>();
    List<CompletableFuture<Outcome>> second = new ArrayList<>();
    List<Site.Person> these = new ArrayList<>();
    for (int number = 0; number < AT_ONCE; number++) {
      these.add(newcomer(a, b));
    }
    for (Site.Person each : these) {
      // At the same moment at both.
      String code = code(each);
      first.add(people.send(a, each.name(), code, false));
      second.add(people.send(b, each.name(), code, false));
    }
    for (int number = 0; number < AT_ONCE; number++) {
      List<Outcome> two = List.of(first.get(number).get(), second.get(number).get());
      assertThat(two).containsExactlyInAnyOrder(Outcome.ACCEPTED, Outcome.REJECTED);
    }
    assertGoodOnceOnly();
    int before = clerks.acknowledged();
    people.resume();
    clerks.resume();
    LabServer.await("people and changes come and go at both", 30)
        .until(
            () ->
                clerks.acknowledged() > before + 20
                    && lab.history().signIns().size() > AT_ONCE * 2 + 60);
    people.pause();
    clerks.pause();
    assertNothingWrong();
  }

  @Test
  public void step3ChangesGoThroughTheSubordinate() throws Exception {
    assertThat(clerks.add(b, "through-b")).isEqualTo(Told.ACKNOWLEDGED);
    assertThat(b.knows("through-b")).as("known where it was asked for").isTrue();
    assertThat(a.knows("through-b")).as("known at the master").isTrue();
    b.server().vedette("user", "add", "by-command");
    assertThat(a.knows("by-command")).isTrue();
    assertNothingWrong();
  }

  @Test
  public void step4WithoutAMasterSignInsGoOnAndChangesAreRefused() throws Exception {
    Site.Person early = newcomer(a, b);
    Site.Person pinned = Site.withOldPin(a.server(), "pinned", OLD_PIN);
    assertNothingWrong();
    lab.kill(a);

    assertThat(people.send(b, early.name(), code(early), true).get()).isEqualTo(Outcome.ACCEPTED);
    people.resume();
    LabServer.await("a change is refused as it should be", 20)
        .until(() -> clerks.add(b, "refused" + ++persons) == Told.REFUSED);
    Ran ran = b.server().tryVedette("", "user", "add", "refused" + ++persons);
    assertThat(ran.code()).isNotZero();
    assertThat(ran.out()).contains(Clerks.NO_MASTER, "server promote");
    assertThat(b.standing().role()).as("no takeover").isEqualTo("subordinate");
    assertThat(b.server().tryVedette("", "server", "promote").code()).isNotZero();

    // Whose PIN must be changed is not let in by it: the change needs a master.
    Exchange stored = changePin(pinned);
    System.out.println("a PIN that must be changed, without a master: " + stored);
    assertThat(stored.accepted()).as("a new PIN that cannot be stored").isFalse();
    assertThat(b.server().vedette("audit", "list", "--text", "pinned")).contains("UNAVAILABLE");

    long epoch = b.standing().epoch();
    Timing promotion = new Timing();
    b.server().vedette("server", "promote", "--master-unreachable");
    LabServer.await("b is the master", 60).until(() -> b.is("master"));
    LabServer.await("b takes changes", 60)
        .until(() -> clerks.add(b, "new-reign" + ++persons) == Told.ACKNOWLEDGED);
    promotion.print("promotion by hand, to the first change", MANUAL);
    assertThat(b.standing().epoch()).isGreaterThan(epoch);
    people.pause();
    assertServes(b);
    assertThat(changePin(pinned).accepted()).as("the same with a master").isTrue();
  }

  /** Signs in with the old PIN, and types a new one twice; returns what came of it. */
  private static Exchange changePin(Site.Person person) {
    try (RadiusClient vpn =
        RadiusClient.to(b.server().radius(), Site.SECRET)
            .timeout(Duration.ofSeconds(20))
            .sends(1)
            .open()) {
      Instant now = Instant.now();
      // The code of each try is another one: a used code is refused.
      Exchange ask =
          vpn.authenticate(
              person.name(), person.token().codeAt(now.plusSeconds(30 * pinTries++)) + OLD_PIN);
      assertThat(ask.message()).as(ask.toString()).contains("new PIN");
      Exchange again = vpn.answer(ask, person.name(), "6158");
      assertThat(again.challenged()).as(again.toString()).isTrue();
      return vpn.answer(again, person.name(), "6158");
    }
  }

  @Test
  public void step5TheOldMasterComesBackAsASubordinate() throws Exception {
    Timing back = new Timing();
    lab.back(a);
    LabServer.await("a follows b", 120).until(() -> a.is("subordinate"));
    assertNothingWrong();
    back.print("return of the old master, with its start", Duration.ofSeconds(60));
    assertGoodOnceOnly();
  }

  @Test
  public void step6HandOverRefusesNoChange() throws Exception {
    int before = lab.history().changes().size();
    clerks.resume();
    people.resume();
    LabServer.await("changes go on", 20).until(() -> clerks.acknowledged() > before + 10);
    Timing handOver = new Timing();
    a.server().vedette("server", "promote");
    LabServer.await("a is the master", 60).until(() -> a.is("master"));
    handOver.print("planned hand-over", MANUAL);
    LabServer.await("b follows", 30).until(() -> b.is("subordinate"));
    int then = clerks.acknowledged();
    LabServer.await("changes go on", 20).until(() -> clerks.acknowledged() > then + 10);
    clerks.pause();
    people.pause();
    List<History.Change> during = lab.history().changes();
    assertThat(
            during.subList(before, during.size()).stream()
                .filter(each -> each.told() != Told.ACKNOWLEDGED)
                .map(each -> each.server() + " " + each.told() + " " + each.said())
                .collect(Collectors.groupingBy(each -> each, Collectors.counting())))
        .as("changes during the hand-over that were not made, with how many")
        .isEmpty();
    assertNothingWrong();
  }

  @Test
  public void step7ARemovedServerIsLetInNoMore() throws Exception {
    a.server().vedette("server", "remove", "b");
    LabServer.await("a tells of itself only", 30).until(() -> a.standing().peer("b").isEmpty());
    LabServer.await("b says that it was removed", 30)
        .until(() -> b.standing().notice().contains("removed"));
    assertThat(clerks.add(a, "after-removal")).isEqualTo(Told.ACKNOWLEDGED);
    assertServes(a);
    assertThat(b.knows("after-removal")).isFalse();
  }
}
