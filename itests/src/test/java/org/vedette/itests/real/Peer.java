package org.vedette.itests.real;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Site;

/** A program of other people that takes RADIUS by UDP, for one test. */
final class Peer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  /** What is sent before it listens is lost: it is asked often, not waited for long. */
  private static final Duration ASK_AGAIN = Duration.ofMillis(200);

  private final Process process;
  private final Path output;

  /** Starts it in the foreground; what it prints goes to a file in {@code folder}. */
  Peer(String debianPackage, Path folder, List<String> command) throws IOException {
    output = folder.resolve(debianPackage + ".output");
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException missing) {
      throw new AssertionError(
          command.get(0) + " cannot be run; install the package " + debianPackage, missing);
    }
  }

  /** Waits until it answers Status-Server at this port. */
  Peer await(int port) throws IOException {
    try {
      awaitStatus(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), process, output);
    } catch (AssertionError silent) {
      close();
      throw silent;
    }
    return this;
  }

  /**
   * Waits until a process that was just started answers Status-Server (RFC 5997).
   *
   * @param output file of what it prints, for the message of the failure
   */
  static void awaitStatus(InetSocketAddress address, Process process, Path output)
      throws IOException {
    try (RadiusClient client =
        RadiusClient.to(address, Site.SECRET).sends(1).timeout(ASK_AGAIN).open()) {
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (client.status().silent()) {
        if (!process.isAlive() || System.nanoTime() - limit > 0) {
          throw new AssertionError(
              "no answer to Status-Server from "
                  + address
                  + (process.isAlive() ? " in " + PATIENCE_SECONDS + " s: " : ", it ended: ")
                  + Files.readString(output));
        }
      }
    }
  }

  /** What it printed. */
  String log() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static int freePort() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
