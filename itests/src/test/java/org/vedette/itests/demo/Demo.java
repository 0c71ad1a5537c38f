package org.vedette.itests.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What {@code itests/demo/run} leaves to Java: looking at ports, and signing in. */
public final class Demo {
  private Demo() {}

  /**
   * Runs a part of the demo.
   *
   * @param words {@code ports HTTPS RADIUS}, or {@code sign-in FILE}
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    PrintStream out = System.out;
    boolean good =
        switch (words[0]) {
          case "ports" -> Ports.free(List.of("tcp " + words[1], "udp " + words[2]), System.err);
          case "sign-in" -> new SignIns(DemoValues.read(Path.of(words[1])), out).show();
          default -> throw new IllegalArgumentException("ports or sign-in");
        };
    System.exit(good ? 0 : 1);
  }
}
