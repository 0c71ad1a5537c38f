package org.vedette.itests.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * strace attached to a running process: it writes down system calls, and can let them fail or take
 * long. The process goes on as before when it is closed.
 */
final class Strace implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path trace;

  private Strace(Process process, Path trace) {
    this.process = process;
    this.trace = trace;
  }

  /** Attaches to all threads of a process; returns when it is attached. */
  static Strace attach(long pid, List<String> options) throws IOException {
    Path trace = Files.createTempFile("vedette-strace", ".txt");
    Path said = Files.createTempFile("vedette-strace", ".err");
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-o", trace.toString()));
    command.addAll(options);
    command.addAll(List.of("-p", Long.toString(pid)));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(said.toFile()).start();
    } catch (IOException missing) {
      throw new AssertionError("strace cannot be run; install the package strace", missing);
    }
    Strace strace = new Strace(process, trace);
    try {
      Awaitility.await("strace is attached")
          .atMost(LIMIT)
          .until(() -> !process.isAlive() || Files.readString(said).contains(" attached"));
    } catch (RuntimeException late) {
      strace.close();
      throw late;
    }
    if (!process.isAlive()) {
      throw new AssertionError("strace ended: " + Files.readString(said));
    }
    return strace;
  }

  /** Lets these calls on these files fail with an error such as ENOSPC. */
  static List<String> failing(String calls, String error, List<Path> files) {
    return injecting(calls, "error=" + error, files);
  }

  /** Lets these calls on these files take longer. */
  static List<String> delaying(String calls, Duration by, List<Path> files) {
    return injecting(calls, "delay_enter=" + TimeUnit.MILLISECONDS.toMicros(by.toMillis()), files);
  }

  private static List<String> injecting(String calls, String what, List<Path> files) {
    List<String> options =
        new ArrayList<>(List.of("-e", "trace=" + calls, "-e", "inject=" + calls + ":" + what));
    files.forEach(file -> options.addAll(List.of("-P", file.toString())));
    return options;
  }

  /** What it has written down so far. */
  List<String> lines() throws IOException {
    return Files.readAllLines(trace);
  }

  /** Detaches. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
