package org.vedette.itests.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.jars.Jars;

/** Replaces bundles of a server, each time by a jar of a higher version. */
public final class Updates {
  /** Of this order, so that what others stand on is replaced too while they run. */
  public static final List<String> ALL =
      List.of(
          "method.oath",
          "method.phone",
          "method.questions",
          "method.text",
          "method.mail",
          "method.recovery",
          "method.held",
          "gateway.mail",
          "primary.local",
          "primary.ntlm",
          "primary.radius",
          "directory",
          "sync",
          "replication",
          "gateway.http",
          "gateway.call",
          "gateway.asterisk",
          "gateway.sip",
          "gateway.smpp",
          "eap",
          "radius",
          "radsec",
          "ldap",
          "core",
          "net",
          "state",
          "vault",
          "audit",
          "accounting",
          "disconnect",
          "report",
          "store",
          "sdk",
          "shell",
          "lifecycle");

  /** What each of these jars does beside what it did before: it writes down which one it is. */
  private static final String LEAVES_A_NOTE =
      """
      try (java.io.InputStream in = Probe.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
        java.util.jar.Attributes own = new java.util.jar.Manifest(in).getMainAttributes();
        String name = own.getValue("Bundle-SymbolicName").replace("org.vedette.", "");
        java.nio.file.Files.writeString(
            java.nio.file.Path.of(System.getProperty("karaf.base"), "var", "made." + name),
            own.getValue("Bundle-Version"));
      }""";

  private final Server server;
  private final Path folder;
  private final Map<String, Jars> jars = new TreeMap<>();
  private final Map<String, String> versions = new TreeMap<>();
  private int version;

  /** Finds the jars of the server, and makes others of them. */
  public Updates(Server server) throws IOException {
    this.server = server;
    this.folder = Files.createTempDirectory("vedette-jars");
    byte[] note = Jars.compiled(LEAVES_A_NOTE);
    for (String bundle : ALL) {
      Jars shipped =
          bundle.equals("method.held")
              ? Jars.of(HeldBundle.built())
              : Jars.shipped(server.base(), "org.vedette." + bundle);
      jars.put(bundle, shipped.activating(note));
    }
  }

  /** Replaces a bundle; returns how long that took, in milliseconds. */
  public long update(String bundle) {
    String next = "0.1." + ++version;
    Path jar = jars.get(bundle).version(next).write(folder, bundle + ".jar");
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

  /** Demands that every bundle replaced has done what only its newest jar does. */
  public void assertDoneByNewest() {
    versions.forEach(
        (bundle, last) -> assertThat(server.base().resolve("var/made." + bundle)).hasContent(last));
  }
}
