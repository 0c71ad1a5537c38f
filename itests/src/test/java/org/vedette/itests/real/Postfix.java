package org.vedette.itests.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vedette.itests.Patience;

/**
 * A Postfix of one test, on loopback, with queue, settings and mailboxes of its own. It takes mails
 * for {@code jane} and {@code jörg} of {@code x.example}, after STARTTLS, and nothing else. Runs as
 * root only.
 */
public final class Postfix implements AutoCloseable {
  private static final String PACKAGE = "postfix";
  private static final String PROGRAM = "/usr/sbin/postfix";

  private final Path folder;
  private final int port;
  private final Process process;

  /** Starts it. */
  public Postfix(TestAuthority authority) throws IOException {
    // Its processes give up being root, and must get in.
    folder =
        Files.createTempDirectory(
            "postfix",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    for (String each : List.of("settings", "queue", "data", "boxes")) {
      Files.createDirectory(folder.resolve(each));
    }
    Tools.run(PACKAGE, List.of("chown", "postfix", file("data"), file("boxes")), "");
    Files.writeString(
        folder.resolve("settings/main.cf"),
        MAIN.replace("@FOLDER@", folder.toString())
            .replace("@CERTIFICATE@", authority.serverCertificate().toString())
            .replace("@KEY@", authority.serverKey().toString())
            .replace("@UID@", id("-u"))
            .replace("@GID@", id("-g")));
    Files.writeString(
        folder.resolve("settings/master.cf"), MASTER.replace("@PORT@", String.valueOf(port)));
    Files.writeString(
        folder.resolve("settings/boxes"), "jane@x.example jane/\njörg@x.example joerg/\n");
    process =
        Tools.start(
            PACKAGE,
            new ProcessBuilder(PROGRAM, "-c", file("settings"), "start-fg")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile()));
    Patience.until(this::demandListening);
  }

  private static final String MAIN =
      """
      compatibility_level = 3.6
      queue_directory = @FOLDER@/queue
      data_directory = @FOLDER@/data
      command_directory = /usr/sbin
      daemon_directory = /usr/lib/postfix/sbin
      maillog_file = @FOLDER@/log
      maillog_file_prefixes = @FOLDER@
      mail_owner = postfix
      setgid_group = postdrop
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      myhostname = mail.x.example
      mydestination =
      mynetworks =
      smtpd_relay_restrictions = reject_unauth_destination
      smtpd_tls_security_level = encrypt
      smtpd_tls_received_header = yes
      smtpd_tls_cert_file = @CERTIFICATE@
      smtpd_tls_key_file = @KEY@
      virtual_mailbox_domains = x.example
      virtual_mailbox_base = @FOLDER@/boxes
      virtual_mailbox_maps = texthash:@FOLDER@/settings/boxes
      virtual_minimum_uid = 1
      virtual_uid_maps = static:@UID@
      virtual_gid_maps = static:@GID@
      """;

  private static final String MASTER =
      """
      127.0.0.1:@PORT@ inet n - n - - smtpd
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      tlsmgr unix - - n 1000? 1 tlsmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      error unix - - n - - error
      retry unix - - n - - error
      virtual unix - n n - - virtual
      anvil unix - - n - 1 anvil
      proxymap unix - - n - - proxymap
      postlog unix-dgram n - n - 1 postlogd
      """;

  private static String id(String what) {
    return Tools.run(PACKAGE, List.of("id", what, "postfix"), "").strip();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void demandListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    } catch (IOException notYet) {
      throw new AssertionError("postfix does not listen: " + log(), notYet);
    }
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** What it logged and printed. */
  public String log() {
    return Stream.of("log", "output")
        .map(folder::resolve)
        .filter(Files::exists)
        .map(Postfix::read)
        .collect(Collectors.joining());
  }

  /** Waits until so many mails lie in a mailbox, and returns them. */
  public List<String> mails(String box, int count) {
    Path fresh = folder.resolve("boxes").resolve(box).resolve("new");
    Patience.until(
        () -> {
          if (list(fresh).size() < count) {
            throw new AssertionError("too few mails of " + box + ": " + log());
          }
        });
    return list(fresh).stream().map(Postfix::read).toList();
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    Tools.attempt(PACKAGE, List.of(PROGRAM, "-c", file("settings"), "stop"), "", Map.of());
    Tools.end(process);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
