package org.vedette.itests.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of other people; one that is missing is a failure that names its package. */
final class Tools {
  private static final int LIMIT_SECONDS = 60;

  /**
   * What a program did.
   *
   * @param code exit code
   * @param output what it printed, both streams
   */
  record Ran(int code, String output) {
    boolean succeeded() {
      return code == 0;
    }
  }

  private Tools() {}

  /** Runs a program that must succeed, with {@code input} typed; returns what it printed. */
  static String run(String debianPackage, List<String> command, String input) {
    Ran ran = attempt(debianPackage, command, input, Map.of());
    if (!ran.succeeded()) {
      throw new AssertionError(command.get(0) + " failed: " + ran.output());
    }
    return ran.output();
  }

  /** Runs a program for at most a minute, with these variables and {@code input} typed. */
  static Ran attempt(
      String debianPackage, List<String> command, String input, Map<String, String> variables) {
    return attempt(debianPackage, command, input, variables, LIMIT_SECONDS);
  }

  /** Runs a program for at most so many seconds. */
  static Ran attempt(
      String debianPackage,
      List<String> command,
      String input,
      Map<String, String> variables,
      int limitSeconds) {
    try {
      // A file, because a program that leaves children behind would keep a pipe open.
      Path output = Files.createTempFile("tool", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(variables);
      Process process = start(debianPackage, builder);
      type(process, input);
      boolean ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
      String printed = Files.readString(output);
      Files.delete(output);
      if (!ended) {
        process.destroyForcibly();
        throw new AssertionError(command.get(0) + " did not end: " + printed);
      }
      return new Ran(process.exitValue(), printed);
    } catch (IOException failure) {
      throw new AssertionError(command.get(0) + " cannot be run", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Starts a program, or names the package that is missing. */
  static Process start(String debianPackage, ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new AssertionError(
          builder.command().get(0) + " cannot be run; install the package " + debianPackage,
          missing);
    }
  }

  /** Ends a process and waits for it; one that does not end is killed. */
  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void type(Process process, String input) throws IOException {
    try (var typed = process.getOutputStream()) {
      typed.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ended) {
      // A program that failed early reads nothing; its output tells why.
      if (process.isAlive()) {
        throw ended;
      }
    }
  }
}
