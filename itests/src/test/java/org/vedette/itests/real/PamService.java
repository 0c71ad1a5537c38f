package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.vedette.itests.blackbox.Site;

/**
 * A PAM service of one test that asks a RADIUS server by {@code pam_radius_auth}. PAM knows
 * services by files in {@code /etc/pam.d} only, so this takes root; the file is removed when it is
 * closed.
 */
final class PamService implements AutoCloseable {
  private static final String MODULE = "pam_radius_auth.so";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name =
      "vedette-it-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  private final Path file = Path.of("/etc/pam.d", name);
  private final PrivateFolder folder;

  /**
   * Makes the service.
   *
   * @param from the address to send from
   * @param seconds how long the module waits for a reply, 3 to 60
   */
  PamService(InetSocketAddress server, String from, int seconds) throws IOException {
    demandModule();
    folder = new PrivateFolder("pam");
    Path servers =
        folder.write(
            "servers",
            "%s:%d %s %d %s%n"
                .formatted(
                    server.getAddress().getHostAddress(),
                    server.getPort(),
                    Site.SECRET,
                    seconds,
                    from));
    try {
      Files.writeString(
          file,
          """
          auth required %s conf=%s
          account required pam_permit.so
          session required pam_permit.so
          """
              .formatted(MODULE, servers));
    } catch (AccessDeniedException denied) {
      folder.close();
      throw new AssertionError("only root may make a PAM service: " + file, denied);
    }
  }

  /** What PAM knows it by. */
  String name() {
    return name;
  }

  /** Has {@code pamtester} sign in, who is asked these things one after the other. */
  Tools.Ran signIn(String user, String... answers) {
    return Tools.attempt(
        "pamtester",
        List.of("pamtester", name, user, "authenticate"),
        String.join("\n", answers) + "\n",
        Map.of());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    folder.close();
  }

  private static void demandModule() throws IOException {
    for (String root : List.of("/usr/lib", "/lib", "/usr/lib64", "/lib64")) {
      Path libraries = Path.of(root);
      if (!Files.isDirectory(libraries)) {
        continue;
      }
      // The folder itself, or that of an architecture in it.
      try (Stream<Path> folders = Files.list(libraries)) {
        if (Stream.concat(Stream.of(libraries), folders)
            .anyMatch(each -> Files.exists(each.resolve("security").resolve(MODULE)))) {
          return;
        }
      }
    }
    throw new AssertionError(MODULE + " is missing; install the package libpam-radius-auth");
  }
}
