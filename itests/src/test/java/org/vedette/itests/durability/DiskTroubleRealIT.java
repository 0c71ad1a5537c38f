package org.vedette.itests.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;

/**
 * The disk fails under a running server: strace lets its system calls fail or take long. Nobody is
 * granted or denied meanwhile, health says why, and all heals without a restart.
 */
public class DiskTroubleRealIT {
  private static final Duration HEALING = Duration.ofSeconds(30);
  private static final Duration TROUBLE = Duration.ofSeconds(3);
  private static final String WRITING = "write,pwrite64";

  /** All that fails on a disk that has become read-only. */
  private static final String CHANGING = "openat,write,pwrite64,ftruncate,fdatasync,fsync,rename";

  private static Server server;
  private static Rest rest;

  @BeforeClass
  public static void start() throws Exception {
    server = Server.unpack("disk").busy().start();
    Site.client(server, "vpn", "127.0.0.1", "primary=none");
    rest = Rest.of(server.base());
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void fullDiskOfTheJournal() throws Exception {
    unavailableThenHealed(
        Strace.failing(WRITING, "ENOSPC", journalFiles()), "state", "No space left on device");
  }

  @Test
  public void readOnlyDiskOfTheJournal() throws Exception {
    unavailableThenHealed(
        Strace.failing(CHANGING, "EROFS", journalFiles()), "state", "Read-only file system");
  }

  private static void unavailableThenHealed(List<String> trouble, String capability, String why)
      throws Exception {
    Person person = Site.withoutPassword(server);
    String code = person.token().codeAt(Instant.now());
    try (Strace strace = Strace.attach(server.pid(), trouble)) {
      Exchange exchange = signIn(person, code, 2, Duration.ofSeconds(3));
      assertThat(exchange.silent()).as(exchange.toString()).isTrue();
      assertCritical(capability, why);
      assertThat(strace.lines())
          .as("calls that were made to fail")
          .anyMatch(DiskTroubleRealIT::hit);
    }
    awaitHealth(200, "ok");
    Exchange exchange = signIn(person, code, 3, Duration.ofSeconds(10));
    assertThat(exchange.accepted()).as("the code was not used up: " + exchange).isTrue();
    assertThat(signIn(person, code, 3, Duration.ofSeconds(10)).rejected()).isTrue();
    assertThat(verified(person)).isEqualTo(1);
    assertThat(server.vedette("audit", "verify")).contains("whole");
  }

  @Test
  public void whoSignsInMeanwhileIsGrantedAfterwards() throws Exception {
    List<Member> members = new ArrayList<>();
    for (int number = 1; number <= 12; number++) {
      members.add(Member.add(rest, "busy" + number));
    }
    try (SignInLoad load = new SignInLoad(server, members)) {
      load.resume();
      Awaitility.await("sign-ins are accepted").until(() -> load.accepted() > members.size());
      List<String> full = Strace.failing(WRITING, "ENOSPC", journalFiles());
      try (Strace strace = Strace.attach(server.pid(), full)) {
        Awaitility.await("a write was made to fail")
            .atMost(HEALING)
            .until(() -> strace.lines().stream().anyMatch(DiskTroubleRealIT::hit));
        int before = load.accepted();
        Awaitility.await("everybody waits")
            .during(TROUBLE)
            .atMost(HEALING)
            .until(() -> load.running() == members.size());
        assertThat(load.accepted() - before)
            .as("granted by what was on the disk already")
            .isLessThanOrEqualTo(members.size());
        assertCritical("state", "No space left on device");
      }
      int healed = load.accepted();
      Awaitility.await("sign-ins are accepted again")
          .atMost(HEALING)
          .until(() -> load.accepted() > healed + members.size());
      load.pause();
      load.awaitEnd();
      assertThat(load.wrong()).isEmpty();
      assertThat(load.late()).isZero();
    }
    Map<String, Integer> audited = Records.audited(rest, "OATH_VERIFIED");
    for (Member member : members) {
      assertThat(audited.getOrDefault(member.name(), 0))
          .as(member.name())
          .isEqualTo(member.accepts());
    }
    awaitHealth(200, "ok");
  }

  @Test
  public void slowDiskOfTheJournalAndThenOfTheChangeLog() throws Exception {
    Site.client(server, "hasty", "127.0.0.2", "primary=none", "deadlineSeconds=5");
    Person patient = Site.withoutPassword(server);
    Person hasty = Site.withoutPassword(server);
    List<String> slow = Strace.delaying("fdatasync", Duration.ofSeconds(7), journalFiles());
    String code = hasty.token().codeAt(Instant.now());
    Instant began = Instant.now();
    try (Strace strace = Strace.attach(server.pid(), slow);
        RadiusClient vpn = client("127.0.0.1", 1, Duration.ofSeconds(30));
        RadiusClient other = client("127.0.0.2", 1, Duration.ofSeconds(6))) {
      var waiting = vpn.send(access(patient, patient.token().codeAt(began)));
      awaitMessage("state", "has not answered for");
      Exchange late = other.exchange(access(hasty, code));
      assertThat(late.silent()).as("not by its deadline: " + late).isTrue();
      Exchange accepted = waiting.join();
      assertThat(accepted.accepted()).as(accepted.toString()).isTrue();
      assertThat(accepted.took()).isGreaterThan(Duration.ofSeconds(5));
      assertThat(strace.lines()).anyMatch(line -> line.contains("DELAYED"));
    }
    awaitMessage("state", "is slow");
    assertThat(verified(patient)).isEqualTo(1);
    Person third = Site.withoutPassword(server);
    String now = third.token().codeAt(Instant.now());
    assertThat(signIn(third, now, 3, Duration.ofSeconds(10)).accepted()).isTrue();
    // Health tells of a slow write for 10 s. The other log is of another capability.
    slowDiskOfTheChangeLog();
    awaitHealth(200, "ok");
  }

  @Test
  public void fullDiskOfTheChangeLog() throws Exception {
    changesRefusedThenHealed(WRITING, "ENOSPC", "No space left on device", "full");
  }

  @Test
  public void readOnlyDiskOfTheChangeLog() throws Exception {
    changesRefusedThenHealed(CHANGING, "EROFS", "Read-only file system", "readonly");
  }

  private static void changesRefusedThenHealed(String calls, String error, String why, String name)
      throws Exception {
    String user = "{\"username\":\"%s\"}".formatted(name);
    Path log = server.base().resolve("var/db/store/log/changes.log");
    try (Strace strace = Strace.attach(server.pid(), Strace.failing(calls, error, List.of(log)))) {
      HttpResponse<String> refused = rest.send("POST", "/users", user);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.body()).contains(why);
      assertCritical("store", why);
      assertThat(rest.send("GET", "/users/" + name, "").statusCode()).isEqualTo(404);
      assertThat(strace.lines()).anyMatch(DiskTroubleRealIT::hit);
    }
    awaitHealth(200, "ok");
    assertThat(rest.send("POST", "/users", user).statusCode()).isEqualTo(201);
  }

  private static void slowDiskOfTheChangeLog() throws Exception {
    Path log = server.base().resolve("var/db/store/log/changes.log");
    try (Strace strace =
        Strace.attach(
            server.pid(), Strace.delaying("fdatasync", Duration.ofSeconds(3), List.of(log)))) {
      assertThat(rest.send("POST", "/users", "{\"username\":\"slow\"}").statusCode())
          .isEqualTo(201);
      assertThat(strace.lines()).anyMatch(line -> line.contains("DELAYED"));
    }
    assertThat(rest.send("GET", "/users/slow", "").statusCode()).isEqualTo(200);
  }

  private static boolean hit(String line) {
    return line.contains("INJECTED");
  }

  /** The segment that is being written, and those that may follow, under both of their names. */
  private static List<Path> journalFiles() throws IOException {
    Path folder = server.base().resolve("var/state");
    List<Path> files = new ArrayList<>();
    long newest;
    try (Stream<Path> all = Files.list(folder)) {
      newest =
          all.map(file -> file.getFileName().toString())
              .filter(name -> name.matches("journal-\\d+\\.log"))
              .mapToLong(name -> Long.parseLong(name.replaceAll("\\D", "")))
              .max()
              .orElseThrow();
    }
    for (long index = newest; index < newest + 3; index++) {
      Path segment = folder.resolve("journal-%016d.log".formatted(index));
      files.add(segment);
      files.add(segment.resolveSibling(segment.getFileName() + ".tmp"));
    }
    return files;
  }

  private static RadiusClient client(String address, int sends, Duration timeout) {
    return RadiusClient.to(server.radius(), Site.SECRET)
        .from(new InetSocketAddress(address, 0))
        .sends(sends)
        .timeout(timeout)
        .open();
  }

  private static RadiusRequest access(Person person, String code) {
    return RadiusRequest.access(person.name(), code);
  }

  private static Exchange signIn(Person person, String code, int sends, Duration timeout) {
    try (RadiusClient vpn = client("127.0.0.1", sends, timeout)) {
      return vpn.authenticate(person.name(), code);
    }
  }

  private static int verified(Person person) throws Exception {
    String found = rest.call("GET", "/audit?result=OATH_VERIFIED&text=" + person.name(), "");
    return found.split("\"username\":\"" + person.name() + "\"", -1).length - 1;
  }

  private static void assertCritical(String capability, String why) throws Exception {
    assertThat(capability(capability)).contains("\"health\":\"critical\"", why);
    assertThat(health().statusCode()).isEqualTo(503);
  }

  private static void awaitMessage(String capability, String what) {
    Awaitility.await("health of " + capability + " says: " + what)
        .atMost(HEALING)
        .until(() -> capability(capability).contains(what));
  }

  private static void awaitHealth(int status, String word) {
    Awaitility.await("health is " + status + " " + word)
        .atMost(HEALING)
        .until(() -> health().statusCode() == status && health().body().contains(word));
  }

  private static String capability(String id) throws Exception {
    return rest.call("GET", "/capabilities/" + id, "");
  }

  private static HttpResponse<String> health() throws Exception {
    return rest.health();
  }
}
