package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * A subordinate with a clock that is wrong, a disk that is full, and files that are gone or
 * damaged: it is said what is wrong, the master goes on, and nothing goes separate ways. With
 * profile {@code faults}.
 */
public class ClusterDamageLongIT {
  private static final String DISK = "300m";
  private static final int BLOCK = 1 << 20;
  private static final int CHANGES = 50;

  private ClusterLab lab;
  private LabServer a;
  private LabServer b;

  /** Makes the network. */
  @Before
  public void begin() throws Exception {
    lab = new ClusterLab();
    a = lab.add("a");
  }

  /** Ends all of it. */
  @After
  public void end() throws Exception {
    lab.close();
  }

  private void pair() throws Exception {
    lab.startAll();
    lab.enter(a);
    lab.join(a, b);
  }

  private void add(String user) throws IOException, InterruptedException {
    a.rest().call("POST", "/users", "{\"username\":\"%s\"}".formatted(user));
  }

  private void awaitEqual() {
    LabServer.await("both servers have the same records", 60)
        .until(() -> b.records().equals(a.records()));
  }

  @Test
  public void aClockThatIsAnHourOffIsSaid() throws Exception {
    b =
        lab.add(
            "b",
            Map.of(
                "LD_PRELOAD", faketime().toString(),
                "FAKETIME", "+3600s",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Otherwise every wait of Java with a limit returns at once.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1"));
    pair();
    LabServer.await("the master says that the clock of b is wrong", 30)
        .until(() -> a.standing().peer("b").orElseThrow().trouble().contains("clock differs"));
    assertThat(a.server().vedette("server", "list")).contains("clock");
    add("despite-the-clock");
    awaitEqual();
  }

  private static Path faketime() throws IOException {
    try (Stream<Path> all =
        Files.find(
            Path.of("/usr/lib"), 4, (it, as) -> it.endsWith("faketime/libfaketimeMT.so.1"))) {
      return all.findFirst()
          .orElseThrow(() -> new AssertionError("install the package libfaketime"));
    }
  }

  @Test
  public void aFullDiskOfTheSubordinateIsSaidAndHealsByItself() throws Exception {
    b = lab.add("b");
    lab.onDiskOfItsOwn(b, DISK);
    pair();
    Path filler = fill(b);
    for (int number = 0; number < CHANGES; number++) {
      add("while-full" + number);
    }
    LabServer.await("b says that it is not well", 90)
        .until(
            () -> {
              // What it opens again gives back room that it had taken for later.
              fill(b);
              return b.rest().health().statusCode() == 503 || !b.standing().notice().isEmpty();
            });
    System.out.println("b with a full disk: " + b.rest().health().body());
    b.tryStanding().ifPresent(it -> System.out.println("b of itself: " + it.notice()));
    LabServer.await("the master says so too", 60)
        .until(() -> !a.standing().peer("b").orElseThrow().trouble().isEmpty());
    System.out.println("a of b: " + a.standing().peer("b").orElseThrow().trouble());
    Files.delete(filler);
    Timing healing = new Timing();
    awaitEqual();
    LabServer.await("b is well", 60).until(() -> b.rest().health().statusCode() == 200);
    healing.print("from space again to equal records", Duration.ofSeconds(60));
    assertThat(b.users()).hasSize(CHANGES);
  }

  @Test
  public void aFullDiskOfTheMasterIsSaidAndHealsByItself() throws Exception {
    lab.onDiskOfItsOwn(a, DISK);
    b = lab.add("b");
    pair();
    Set<String> acknowledged = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    add("before");
    awaitEqual();
    Path filler = fill(a);
    LabServer.await("a says that it is not well", 90)
        .until(
            () -> {
              tryAdd(
                  "while-full" + acknowledged.size() + "-" + refused.size(), acknowledged, refused);
              return a.rest().health().statusCode() == 503;
            });
    System.out.println("a with a full disk: " + a.rest().health().body());
    System.out.println(
        acknowledged.size() + " acknowledged, " + refused.size() + " not, while it was full");
    assertThat(b.is("subordinate")).as("no takeover").isTrue();
    Files.delete(filler);
    Timing healing = new Timing();
    LabServer.await("a takes changes", 90)
        .until(
            () ->
                tryAdd(
                    "again" + acknowledged.size() + "-" + refused.size(), acknowledged, refused));
    awaitEqual();
    LabServer.await("a is well", 60).until(() -> a.rest().health().statusCode() == 200);
    healing.print("from space again to equal records", Duration.ofSeconds(90));
    assertThat(a.is("master")).isTrue();
    assertThat(b.users()).containsAll(acknowledged);
  }

  private boolean tryAdd(String user, Set<String> acknowledged, Set<String> refused)
      throws IOException, InterruptedException {
    boolean added =
        a.rest().send("POST", "/users", "{\"username\":\"%s\"}".formatted(user)).statusCode()
            == 201;
    (added ? acknowledged : refused).add(user);
    return added;
  }

  /** Leaves no room on the disk of a server, again and again; returns the file that takes it. */
  private static Path fill(LabServer server) throws IOException {
    Path filler = server.server().base().resolve("var/filler");
    try (var out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int size = BLOCK; size > 0; size /= 2) {
        append(out, new byte[size]);
      }
    }
    return filler;
  }

  /** As often as there is room. */
  private static void append(OutputStream out, byte[] block) {
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return;
    }
  }

  @Test
  public void withoutItsFolderItTakesNoChangesAndJoinsAnew() throws Exception {
    b = lab.add("b");
    pair();
    add("before");
    awaitEqual();
    lab.kill(b);
    remove(b.server().base().resolve("var/cluster"));
    lab.back(b);
    assertThat(b.rest().send("POST", "/users", "{\"username\":\"alone\"}").statusCode())
        .as("a change at a server that has forgotten its cluster")
        .isNotEqualTo(201);
    assertThat(a.knows("alone")).isFalse();
    add("after");
    a.server().vedette("server", "remove", "b");
    lab.join(a, b);
    awaitEqual();
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  @Test
  public void aDamagedLogIsSaidOrMendedButNeverFollowed() throws Exception {
    b = lab.add("b");
    pair();
    for (int number = 0; number < 30; number++) {
      add("logged" + number);
    }
    awaitEqual();
    lab.kill(b);
    damage(newestSegment(b.server().base().resolve("var/cluster")));
    add("meanwhile");
    lab.back(b);
    LabServer.await("b is as the master is, or says what is wrong", 60)
        .until(
            () ->
                b.records().equals(a.records())
                    || !b.standing().notice().isEmpty()
                    || !a.standing().peer("b").orElseThrow().trouble().isEmpty());
    add("afterwards");
    assertThat(a.knows("afterwards")).isTrue();
  }

  private static Path newestSegment(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(each -> each.getFileName().toString().startsWith("log_"))
          .max(Comparator.comparing(each -> each.toFile().lastModified()))
          .orElseThrow(() -> new AssertionError("no segment of a log in " + folder));
    }
  }

  private static void damage(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(200);
      open.write(new byte[400]);
    }
  }
}
