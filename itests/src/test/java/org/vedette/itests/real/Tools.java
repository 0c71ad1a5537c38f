package org.vedette.itests.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of other people; one that is missing is a failure that names its package. */
final class Tools {
  private Tools() {}

  /** Runs a program that must succeed, with {@code input} typed; returns what it printed. */
  static String run(String debianPackage, List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(command.get(0) + " failed: " + output);
      }
      return output;
    } catch (IOException missing) {
      throw new AssertionError(
          command.get(0) + " cannot be run; install the package " + debianPackage, missing);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
