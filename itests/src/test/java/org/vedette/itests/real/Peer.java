package org.vedette.itests.real;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Site;

/** A program of other people that takes RADIUS by UDP, for one test. */
final class Peer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

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
    try (RadiusClient client =
        RadiusClient.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Site.SECRET)
            .sends(1)
            .open()) {
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (client.status().silent()) {
        if (!process.isAlive() || System.nanoTime() - limit > 0) {
          String said = log();
          close();
          throw new AssertionError("no answer: " + said);
        }
      }
    }
    return this;
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
