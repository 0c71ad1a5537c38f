package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * An OpenSSH server of one test, on loopback, with a host key and a local user of its own, that
 * lets in whom a PAM service lets in (keyboard-interactive, RFC 4256).
 */
final class SshServer implements AutoCloseable {
  private static final String PACKAGE = "openssh-server";
  private static final Path BINARY = Path.of("/usr/sbin/sshd");
  // Compiled into the program, made by its start script.
  private static final Path EMPTY_ROOT = Path.of("/run/sshd");

  private final PrivateFolder folder = new PrivateFolder("sshd");
  private final String user;
  private final int port;
  private final boolean madeRoot;
  private final Process process;

  /**
   * What somebody who signs in met.
   *
   * @param success whether the command was run as the user
   * @param prompts what was asked, in order
   * @param output what ssh printed, and then what the server logged
   */
  record Login(boolean success, List<String> prompts, String output) {}

  /** Starts it; {@code user} is added to the system until it is closed. */
  SshServer(PamService pam, String user) throws IOException {
    this.user = user;
    port = freePort();
    Tools.run(
        "passwd",
        List.of("useradd", "--no-create-home", "--home-dir", "/", "--shell", "/bin/sh", user),
        "");
    madeRoot = !Files.exists(EMPTY_ROOT);
    if (madeRoot) {
      Files.createDirectory(
          EMPTY_ROOT,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
    Path key = folder.file("key");
    Tools.run(
        "openssh-client",
        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()),
        "");
    String publicKey = Files.readString(folder.file("key.pub"));
    folder.write("known", "[127.0.0.1]:%d %s".formatted(port, publicKey));
    Path settings = folder.write("sshd_config", SETTINGS.formatted(port, key));
    // It asks PAM for a service of the name it was started by.
    Path program = Files.createSymbolicLink(folder.file(pam.name()), BINARY);
    process =
        Tools.start(
            PACKAGE,
            new ProcessBuilder(program.toString(), "-f", settings.toString(), "-D", "-e")
                .redirectErrorStream(true)
                .redirectOutput(folder.file("log").toFile()));
    Awaitility.await("sshd listens")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(this::listens);
  }

  private static final String SETTINGS =
      """
      ListenAddress 127.0.0.1
      Port %d
      HostKey %s
      PidFile none
      UsePAM yes
      KbdInteractiveAuthentication yes
      PasswordAuthentication no
      PubkeyAuthentication no
      AuthorizedKeysFile none
      """;

  /** Signs in once with {@code ssh}, gives these answers in turn, and asks who it is. */
  Login signIn(String... answers) throws IOException {
    Path given = folder.write("answers", String.join("\n", answers) + "\n");
    Path asked = folder.write("asked", "");
    Path helper =
        folder.program(
            "ask",
            """
            #!/bin/sh
            printf '%%s\\n' "$1" >> '%s'
            sed -n "$(wc -l < '%s')p" '%s'
            """
                .formatted(asked, asked, given));
    Tools.Ran ran =
        Tools.attempt(
            "openssh-client",
            List.of(
                "ssh",
                "-F",
                "none",
                "-o",
                "UserKnownHostsFile=" + folder.file("known"),
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "PreferredAuthentications=keyboard-interactive",
                "-o",
                "NumberOfPasswordPrompts=1",
                "-p",
                Integer.toString(port),
                user + "@127.0.0.1",
                "id -un"),
            "",
            Map.of("SSH_ASKPASS", helper.toString(), "SSH_ASKPASS_REQUIRE", "force"));
    boolean success = ran.succeeded() && ran.output().strip().equals(user);
    String log = Files.readString(folder.file("log"));
    return new Login(success, Files.readAllLines(asked), ran.output() + log);
  }

  private boolean listens() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("sshd ended: " + Files.readString(folder.file("log")));
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    Tools.end(process);
    Tools.run("passwd", List.of("userdel", user), "");
    if (madeRoot) {
      Files.deleteIfExists(EMPTY_ROOT);
    }
    folder.close();
  }
}
