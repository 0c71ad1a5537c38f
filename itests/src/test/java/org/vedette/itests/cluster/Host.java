package org.vedette.itests.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this host that change its networks and disks; one that is missing is a failure. */
final class Host {
  private static final int LIMIT_SECONDS = 60;
  private static final Map<String, String> PACKAGES =
      Map.of(
          "ip", "iproute2",
          "nft", "nftables",
          "mount", "mount",
          "umount", "mount",
          "gcc", "gcc libc6-dev",
          "keytool", "default-jdk-headless");

  /**
   * What a program did.
   *
   * @param code exit code
   * @param out what it printed, both streams
   */
  record Ran(int code, String out) {}

  private Host() {}

  /** Demands what a lab needs of its host, and says what is missing. */
  static void assertFit() {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new AssertionError(
          "servers with networks of their own need root: run this class as root");
    }
    run("ip", "-V");
    run("nft", "--version");
  }

  /** Runs a program that must succeed; returns what it printed. */
  static String run(String... command) {
    return feed("", command);
  }

  /** The same, with {@code input} typed. */
  static String feed(String input, String... command) {
    Ran ran = attempt(input, List.of(command));
    if (ran.code() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed: " + ran.out());
    }
    return ran.out();
  }

  /** Runs a program, whatever comes of it. */
  static Ran attempt(String input, List<String> command) {
    try {
      // A file, because a program that leaves children behind would keep a pipe open.
      Path out = Files.createTempFile("vedette-lab", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      try (var typed = process.getOutputStream()) {
        typed.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " did not end");
      }
      String printed = Files.readString(out);
      Files.delete(out);
      return new Ran(process.exitValue(), printed);
    } catch (IOException failure) {
      String name = Path.of(command.get(0)).getFileName().toString();
      throw new AssertionError(
          name
              + " cannot be run: "
              + Optional.ofNullable(PACKAGES.get(name))
                  .map(it -> "install the package " + it)
                  .orElse(failure.getMessage()),
          failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
