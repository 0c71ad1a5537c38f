package org.vedette.itests.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.vedette.itests.blackbox.Server;

/** Replaces bundles of a server, each time by a jar of a higher version. */
final class Updates {
  /** Of this order, so that what others stand on is replaced too while they run. */
  static final List<String> ALL =
      List.of(
          "method.oath",
          "method.held",
          "primary.local",
          "directory",
          "radius",
          "core",
          "net",
          "state",
          "vault",
          "audit",
          "store",
          "sdk",
          "shell",
          "lifecycle");

  private final Server server;
  private final Map<String, Path> jars = new TreeMap<>();
  private final Map<String, String> versions = new TreeMap<>();
  private int version;

  /** Finds the jars of the server. */
  Updates(Server server) throws IOException {
    this.server = server;
    for (String bundle : ALL) {
      jars.put(bundle, jar(bundle));
    }
  }

  private Path jar(String bundle) throws IOException {
    String name = "org.vedette." + bundle + "-";
    for (String folder : List.of("system/org/vedette", "deploy")) {
      try (Stream<Path> files = Files.walk(server.base().resolve(folder))) {
        List<Path> found =
            files.filter(file -> file.getFileName().toString().matches(name + ".*\\.jar")).toList();
        if (!found.isEmpty()) {
          return Files.copy(
              found.get(0), Files.createTempDirectory("vedette-jar").resolve(bundle + ".jar"));
        }
      }
    }
    throw new IOException("the server has no jar of " + bundle);
  }

  /** Replaces a bundle; returns how long that took, in milliseconds. */
  long update(String bundle) throws IOException {
    String next = "0.1." + ++version;
    Path jar = NewVersion.of(jars.get(bundle), next);
    long began = System.nanoTime();
    server.vedette("capability", "update", jar.toString());
    versions.put(bundle, next);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  /** Demands that the record of the newest sign-in names the version of every bundle replaced. */
  void assertInAudit() {
    String newest =
        server.vedette("audit", "list", "--result", "OATH_VERIFIED", "--limit", "1", "--json");
    versions.forEach((bundle, last) -> assertThat(newest).contains(bundle + "=" + last));
  }
}
