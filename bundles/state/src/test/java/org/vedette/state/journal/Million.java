package org.vedette.state.journal;

import static org.vedette.state.journal.StateRule.append;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.vedette.api.state.Merge;
import org.vedette.state.file.DiskFolder;

/**
 * A million registers; as a program it writes them into a folder and measures how they are loaded.
 */
public final class Million {
  static final int REGISTERS = 1_000_000;
  private static final int LOADS = 5;

  private Million() {}

  /** Fills a journal and writes its snapshot. */
  static void into(OpenState state, Path folder) {
    for (int n = 0; n < REGISTERS; n++) {
      state.tables().registers().write("", Samples.write("oath.step", Merge.MAX, subject(n), n, n));
    }
    state.compactSoon();
    append(state, Samples.registers(Samples.write("last", Merge.MAX, "x", 1, 1)));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> segments(folder) == 1);
  }

  private static long segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).count();
    }
  }

  /** An id that looks random. */
  static String subject(int n) {
    long mixed = n * 0x9E3779B97F4A7C15L;
    return new UUID(mixed, Long.rotateLeft(mixed, 29) + n).toString();
  }

  /**
   * Writes the folder and loads it again and again, in a process that is cold at first.
   *
   * @param arguments the folder, which is empty or absent
   */
  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[0]);
    try (DiskFolder folder = DiskFolder.open(path)) {
      OpenState state = open(folder);
      into(state, path);
      state.close();
      for (int load = 1; load <= LOADS; load++) {
        long began = System.nanoTime();
        OpenState loaded = open(folder);
        long millis = (System.nanoTime() - began) / 1_000_000;
        System.out.printf(
            "load %d in the process that wrote them: %,d registers in %,d ms%n",
            load, loaded.tables().registers().size(), millis);
        loaded.close();
      }
    }
  }

  private static OpenState open(DiskFolder folder) throws IOException {
    return new OpenState(folder, Limits::defaults, InstantSource.system(), Optional.empty());
  }
}
