package org.vedette.accounting.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Test;
import org.vedette.accounting.journal.JournalReader.Batch;
import org.vedette.accounting.journal.JournalReader.Numbered;
import org.vedette.accounting.journal.MemoryDisk.Failure;

public class ReportJournalTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_000));
  private static final long FIRST = 1_000_001;

  private final List<ReportJournal> open = new ArrayList<>();
  private Limits limits = new Limits(1_000, 1 << 20, 100, 10_000);

  @After
  public void close() {
    open.forEach(ReportJournal::close);
  }

  private ReportJournal open(Disk disk) throws IOException {
    ReportJournal journal = new ReportJournal(disk, () -> limits, CLOCK, new Random(1)::nextLong);
    open.add(journal);
    return journal;
  }

  private static Appended append(ReportJournal journal, String text) throws Exception {
    return journal.append(text.getBytes(UTF_8)).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static List<String> read(ReportJournal journal, long after) throws IOException {
    List<String> found = new ArrayList<>();
    Batch batch = journal.reader().read(journal.reader().seek(after), 3);
    while (!batch.entries().isEmpty()) {
      for (Numbered each : batch.entries()) {
        if (each.number() > after) {
          found.add(new String(each.bytes(), UTF_8));
        }
      }
      batch = journal.reader().read(batch.next(), 3);
    }
    return found;
  }

  @Test
  public void numbersRiseOverFilesAndStarts() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    ReportJournal journal = open(disk);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String text = "report " + i + "x".repeat(100);
      assertThat(append(journal, text)).isEqualTo(new Appended.At(FIRST + i));
      all.add(text);
    }
    assertThat(journal.files().size()).isGreaterThan(4);
    assertThat(read(journal, 0)).isEqualTo(all);
    journal.close();
    ReportJournal next = open(disk);
    assertThat(next.last()).isEqualTo(FIRST + 49);
    assertThat(append(next, "after")).isEqualTo(new Appended.At(FIRST + 50));
    assertThat(read(next, FIRST + 47)).containsExactly(all.get(48), all.get(49), "after");
  }

  @Test
  public void whatIsAcknowledgedSurvivesALossOfPowerAtAnyByte() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    ReportJournal journal = open(disk);
    append(journal, "one");
    append(journal, "two");
    disk.failure = Failure.FORCE;
    assertThat(append(journal, "never acknowledged")).isInstanceOf(Appended.Failed.class);
    for (int unforced = 0; unforced < 60; unforced++) {
      ReportJournal found = open(disk.afterPowerLoss(unforced));
      assertThat(read(found, 0)).as("%d bytes", unforced).startsWith("one", "two");
      assertThat(append(found, "three")).isInstanceOf(Appended.At.class);
      assertThat(read(found, 0)).startsWith("one", "two").endsWith("three");
    }
  }

  @Test
  public void acknowledgesOnlyAfterAForce() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    ReportJournal journal = open(disk);
    append(journal, "one");
    int before = disk.forces.get();
    append(journal, "two");
    assertThat(disk.forces.get()).isEqualTo(before + 1);
    List<CompletableFuture<Appended>> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(journal.append(new byte[] {1}).toCompletableFuture());
    }
    for (CompletableFuture<Appended> each : many) {
      assertThat(each.get(10, TimeUnit.SECONDS)).isInstanceOf(Appended.At.class);
    }
    assertThat(disk.forces.get() - before).as("one force for many").isLessThan(500);
  }

  @Test
  public void writeErrorsAreNotAcknowledgedAndLeaveNothingBehind() throws Exception {
    for (Failure failure : List.of(Failure.WRITE, Failure.FORCE)) {
      MemoryDisk disk = new MemoryDisk();
      ReportJournal journal = open(disk);
      append(journal, "one");
      disk.failure = failure;
      assertThat(append(journal, "lost")).isInstanceOf(Appended.Failed.class);
      assertThat(journal.trouble()).hasValueSatisfying(it -> assertThat(it).contains("no space"));
      assertThat(append(journal, "lost too")).isInstanceOf(Appended.Failed.class);
      disk.failure = Failure.NONE;
      assertThat(append(journal, "two")).isEqualTo(new Appended.At(FIRST + 1));
      assertThat(journal.trouble()).isEmpty();
      assertThat(read(journal, 0)).containsExactly("one", "two");
      assertThat(read(open(disk.afterPowerLoss(0)), 0)).containsExactly("one", "two");
      assertThat(read(open(disk.afterPowerLoss(1000)), 0)).containsExactly("one", "two");
    }
  }

  @Test
  public void fullDiskRefusesAndHealsWithoutBeingAsked() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    ReportJournal journal = open(disk);
    append(journal, "one");
    disk.usable = 99;
    assertThat(append(journal, "two").match(at -> "", Appended.Failed::why)).contains("full");
    journal.probe();
    assertThat(journal.trouble()).isPresent();
    disk.usable = 100;
    Awaitility.await()
        .until(
            () -> {
              journal.probe();
              return journal.trouble().isEmpty();
            });
    assertThat(append(journal, "three")).isEqualTo(new Appended.At(FIRST + 1));
    assertThat(read(journal, 0)).containsExactly("one", "three");
  }

  @Test
  public void boundsAreKept() throws Exception {
    limits = new Limits(100, 300, 0, 10_000);
    MemoryDisk disk = new MemoryDisk();
    ReportJournal journal = open(disk);
    int taken = 0;
    while (append(journal, "x".repeat(50)) instanceof Appended.At && taken < 100) {
      taken++;
    }
    assertThat(taken).isBetween(5, 20);
    assertThat(journal.trouble()).hasValueSatisfying(it -> assertThat(it).contains("database"));
    journal.release(Long.MAX_VALUE);
    assertThat(journal.files()).hasSize(2);
    assertThat(append(journal, "again")).isInstanceOf(Appended.At.class);
    limits = new Limits(100, 300, 0, 0);
    assertThat(append(journal, "queue")).isInstanceOf(Appended.Failed.class);
  }

  @Test
  public void damageInTheMiddleCostsOnlyItsFile() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    ReportJournal journal = open(disk);
    for (int i = 0; i < 30; i++) {
      append(journal, i + " " + "x".repeat(100));
    }
    List<String> names = disk.list();
    byte[] second = disk.bytes(names.get(1));
    second[second.length / 2] ^= 1;
    disk.put(names.get(1), second);
    disk.put(names.get(2), Arrays.copyOf(new byte[] {1, 2, 3}, 100));
    journal.close();

    ReportJournal found = open(disk);
    List<String> rest = read(found, 0);
    assertThat(rest.get(0)).startsWith("0 ");
    assertThat(rest.get(rest.size() - 1)).startsWith("29 ");
    assertThat(rest.size()).isBetween(12, 25);
    assertThat(disk.list()).contains(names.get(2) + ".damaged");
    assertThat(append(found, "more")).isEqualTo(new Appended.At(FIRST + 30));
  }

  @Test
  public void whatWaitsIsWrittenAtTheEnd() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    ReportJournal journal = open(disk);
    List<CompletableFuture<Appended>> many = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      many.add(journal.append(new byte[] {1}).toCompletableFuture());
    }
    journal.close();
    assertThat(many)
        .allSatisfy(each -> assertThat(each.getNow(null)).isInstanceOf(Appended.At.class));
    assertThat(append(journal, "late")).isInstanceOf(Appended.Failed.class);
  }

  @Test
  public void garbageIsNoFrame() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      MemoryDisk disk = new MemoryDisk();
      ReportJournal journal = open(disk);
      append(journal, "one");
      append(journal, "two");
      journal.close();
      String name = disk.list().get(0);
      byte[] bytes = disk.bytes(name);
      byte[] tail = new byte[random.nextInt(200)];
      random.nextBytes(tail);
      byte[] all = Arrays.copyOf(bytes, bytes.length + tail.length);
      System.arraycopy(tail, 0, all, bytes.length, tail.length);
      disk.put(name, all);
      assertThat(read(open(disk), 0)).containsExactly("one", "two");
    }
  }

  @Test
  public void realFolderServesOneProcess() throws Exception {
    var path = java.nio.file.Files.createTempDirectory("accounting");
    try (DiskFolder folder = DiskFolder.open(path)) {
      ReportJournal journal = open(folder);
      append(journal, "one");
      assertThat(read(journal, 0)).containsExactly("one");
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> DiskFolder.open(path)))
          .isInstanceOf(IOException.class);
      journal.close();
      assertThat(read(open(folder), 0)).containsExactly("one");
      folder.delete(folder.list().stream().filter(it -> it.endsWith(".log")).findFirst().get());
    }
    java.nio.file.Files.delete(path.resolve("lock"));
    java.nio.file.Files.delete(path);
  }
}
