package org.vedette.itests.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.vedette.itests.real.Slapd;

/** OpenLDAP's proxy, slapd with back-ldap, before another server: its shortest settings. */
final class SlapdProxy implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder = Files.createTempDirectory("slapd-proxy");
  private final int port;
  private final Process process;

  /** Starts it before a directory. */
  SlapdProxy(String directory) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Path settings =
        Files.writeString(
            folder.resolve("slapd.conf"),
            """
            include %1$s/core.schema
            include %1$s/cosine.schema
            include %1$s/inetorgperson.schema
            modulepath %2$s
            moduleload back_ldap
            pidfile %3$s/pid
            database ldap
            suffix "%4$s"
            uri "%5$s"
            rebind-as-user yes
            """
                .formatted(Slapd.schemas(), Slapd.modules(), folder, Slapd.BASE, directory));
    process =
        new ProcessBuilder(
                Slapd.binary(),
                "-d",
                "0",
                "-f",
                settings.toString(),
                "-h",
                "ldap://127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    Awaitility.await("the proxy listens")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError(
                    "slapd ended: " + Files.readString(folder.resolve("output")));
              }
              return answers();
            });
  }

  /** Where it answers. */
  InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", port);
  }

  ServerProcess process() {
    return new ServerProcess(process.pid());
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(address(), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
