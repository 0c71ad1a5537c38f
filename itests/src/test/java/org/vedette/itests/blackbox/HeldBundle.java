package org.vedette.itests.blackbox;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Adds the method {@code held} to a server as third parties add theirs: by its deploy folder. */
public final class HeldBundle {
  private HeldBundle() {}

  /** Copies the bundle and its settings into a server that is not running. */
  public static void into(Server server) throws IOException {
    Path jar = built();
    Path deploy = Files.createDirectories(server.base().resolve("deploy"));
    Files.copy(jar, deploy.resolve(jar.getFileName()));
    try (DatagramSocket free = new DatagramSocket(0)) {
      Files.writeString(
          server.base().resolve("etc/org.vedette.method.held.cfg"),
          "port = " + free.getLocalPort() + "\n");
    }
  }

  /** Waits until the server offers the method. */
  public static void await(Server server) {
    Awaitility.await("the method held is offered")
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.vedette("enrollment", "methods").contains("held"));
  }

  /** The jar as it was built. */
  public static Path built() throws IOException {
    Path target = Path.of(System.getProperty("vedette.bundles"), "method.held/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("org\\.vedette\\.method\\.held-[^-]*(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no jar in " + target));
    }
  }
}
