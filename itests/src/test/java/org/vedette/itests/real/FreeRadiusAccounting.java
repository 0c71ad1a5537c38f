package org.vedette.itests.real;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vedette.itests.blackbox.Site;

/** A FreeRADIUS 3 that writes down the reports it gets, and can be down for a while. */
final class FreeRadiusAccounting implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern SESSION = Pattern.compile("Acct-Session-Id = \"([^\"]*)\"");
  private static final Pattern STATUS = Pattern.compile("Acct-Status-Type = (\\S+)");
  private static final Pattern DELAY = Pattern.compile("Acct-Delay-Time = ([0-9]+)");

  /**
   * A report that it wrote down.
   *
   * @param session Acct-Session-Id
   * @param status Acct-Status-Type
   * @param delay Acct-Delay-Time; 0 when it had none
   * @param text all it wrote
   */
  record Report(String session, String status, int delay, String text) {}

  private final Path folder;
  private final int sign = freePort();
  private final int accounting = freePort();
  private Optional<Process> process = Optional.empty();

  FreeRadiusAccounting() throws IOException {
    folder =
        Files.createTempDirectory(
            "freeradius",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        folder.resolve("radiusd.conf"),
        SETTINGS
            .replace("FOLDER", folder.toString())
            .replace("SECRET", Site.SECRET)
            .replace("PORT_SIGN", Integer.toString(sign))
            .replace("PORT_ACCOUNTING", Integer.toString(accounting)));
    Files.createSymbolicLink(
        folder.resolve("dictionary"), Path.of("/usr/share/freeradius/dictionary"));
    start();
  }

  /** Its address as the settings of a target name it. */
  String server() {
    return "127.0.0.1:" + sign + "/" + accounting;
  }

  /** Starts it and waits until it answers. */
  void start() throws IOException {
    Path output = folder.resolve("output");
    Process started;
    try {
      started =
          new ProcessBuilder("freeradius", "-f", "-d", folder.toString(), "-l", "stdout")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException missing) {
      throw new AssertionError("freeradius cannot be run; install the package freeradius", missing);
    }
    process = Optional.of(started);
    Peer.awaitStatus(new InetSocketAddress("127.0.0.1", accounting), started, output);
  }

  /** Ends it: nothing listens on its ports then. */
  void stop() {
    process.ifPresent(FreeRadiusAccounting::end);
    process = Optional.empty();
  }

  private static void end(Process running) {
    running.destroy();
    try {
      if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it got so far, in its order. */
  List<Report> reports() throws IOException {
    Path detail = folder.resolve("detail");
    List<Report> found = new ArrayList<>();
    if (Files.exists(detail)) {
      for (String each : Files.readString(detail).split("\n\n")) {
        Optional<String> session = first(SESSION, each);
        session.ifPresent(
            id ->
                found.add(
                    new Report(
                        id,
                        first(STATUS, each).orElse(""),
                        Integer.parseInt(first(DELAY, each).orElse("0")),
                        each)));
      }
    }
    return found;
  }

  /** Ids of the sessions whose reports it got, in its order, each report once. */
  List<String> sessions() throws IOException {
    return reports().stream().map(Report::session).distinct().toList();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    stop();
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private static final String SETTINGS =
      """
      prefix = /usr
      logdir = "FOLDER"
      raddbdir = "FOLDER"
      run_dir = "FOLDER"
      libdir = /usr/lib/freeradius
      pidfile = "FOLDER/pid"
      log {
        destination = stdout
      }
      security {
        status_server = yes
      }
      thread pool {
        start_servers = 1
        max_servers = 1
        min_spare_servers = 0
        max_spare_servers = 1
        max_requests_per_server = 0
      }
      client loopback {
        ipaddr = 127.0.0.0/8
        secret = SECRET
      }
      modules {
        detail {
          filename = "FOLDER/detail"
          permissions = 0600
        }
        always ok {
          rcode = ok
        }
      }
      server accounting {
        listen {
          type = auth
          ipaddr = 127.0.0.1
          port = PORT_SIGN
        }
        listen {
          type = acct
          ipaddr = 127.0.0.1
          port = PORT_ACCOUNTING
        }
        authorize {
          ok
        }
        accounting {
          detail
        }
      }
      """;
}
