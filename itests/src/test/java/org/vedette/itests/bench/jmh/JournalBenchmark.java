package org.vedette.itests.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.state.Claim;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.state.file.DiskFolder;
import org.vedette.state.journal.Limits;
import org.vedette.state.journal.OpenState;

/**
 * Entries of a sign-in, each appended and waited for until it is on the disk of the working
 * directory: alone, and by as many callers that share the forces.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
public class JournalBenchmark {
  private final AtomicLong count = new AtomicLong();
  private Path path;
  private DiskFolder folder;
  private OpenState state;

  /** Opens a journal in a new folder. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    path = Files.createTempDirectory(Path.of("").toAbsolutePath(), "journal");
    folder = DiskFolder.open(path);
    state = new OpenState(folder, Limits::defaults, InstantSource.system(), Optional.empty());
  }

  /** Closes it and removes the folder. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    state.close();
    folder.close();
    try (Stream<Path> all = Files.walk(path)) {
      all.sorted(Comparator.reverseOrder()).forEach(JournalBenchmark::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** One caller: each entry has a force of its own. */
  @Benchmark
  @Threads(1)
  public Forced alone() {
    return append();
  }

  /** 64 callers share the forces. */
  @Benchmark
  @Threads(64)
  public Forced together() {
    return append();
  }

  private Forced append() {
    long number = count.incrementAndGet();
    Instant now = Instant.now();
    // What was appended is not kept for long: here are more sign-ins than users would make.
    state.keepAuditFrom(state.lastAudit());
    return state.append(entry(number, now)).toCompletableFuture().join();
  }

  private static JournalEntry entry(long number, Instant now) {
    String enrollment = new UUID(number, 3).toString();
    byte[] owner = new byte[32];
    owner[0] = (byte) number;
    AuditRecord record =
        new AuditRecord(
            AuditIds.of(number),
            now,
            AuditRecord.Kind.SIGN_IN,
            AuditIds.of(~number),
            "radius",
            "bench",
            "bench00042",
            Optional.of(new UUID(1, 2)),
            "oath",
            "standard",
            "OATH_VERIFIED",
            true,
            "127.0.0.1",
            "",
            "",
            Map.of("enrollment", enrollment),
            List.of("+0 ms primary none: the client has checked the password"));
    Claim claim =
        new Claim(
            "oath/" + enrollment, "step/1", owner, Optional.of(now.plus(Duration.ofSeconds(30))));
    RegisterWrite step =
        new RegisterWrite(
            new RegisterKey("oath.step", new UUID(number % 10_000, 3).toString()),
            Merge.MAX,
            new RegisterValue(1, number));
    return new JournalEntry(
        List.of(claim), new byte[60], List.of(step), List.of(), List.of(), List.of(record));
  }
}
