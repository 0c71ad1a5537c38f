package org.vedette.itests.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL server of one test: its own process, folder and port on loopback. It refuses to run
 * as root, so root starts it as the account that the Debian package makes.
 */
public final class Postgres implements AutoCloseable {
  /** Name of the account that owns the database. */
  public static final String USER = "vedette";

  /** Its password. */
  public static final String PASSWORD = "marked-postgres-Hq36";

  private static final String PACKAGE = "postgresql";
  private static final String ACCOUNT = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int END_SECONDS = 20;

  private final Path bin = bin();
  private final Path folder;
  private final int port;
  private Process process;

  /** Makes and starts a server without databases of anybody. */
  public Postgres() throws IOException {
    folder = Files.createTempDirectory("vedette-postgres");
    Path secret = Files.writeString(folder.resolve("secret"), PASSWORD);
    if (root()) {
      Tools.run("passwd", List.of("chown", "-R", ACCOUNT + ":" + ACCOUNT, folder.toString()), "");
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Tools.run(
        PACKAGE,
        as(
            "initdb",
            "--pgdata=" + data(),
            "--username=postgres",
            "--pwfile=" + secret,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8"),
        "");
    start();
    sql("postgres", "create role " + USER + " login password '" + PASSWORD + "'");
  }

  private static Path bin() {
    try (Stream<Path> found = Files.list(Path.of("/usr/lib/postgresql"))) {
      return found
          .max(Comparator.comparingInt(each -> Integer.parseInt(each.getFileName().toString())))
          .orElseThrow()
          .resolve("bin");
    } catch (IOException missing) {
      throw new AssertionError("install the Debian package " + PACKAGE, missing);
    }
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  private List<String> as(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /** Starts it, and waits until it answers. */
  public void start() {
    process =
        Tools.start(
            PACKAGE,
            new ProcessBuilder(
                    as(
                        "postgres",
                        "-D",
                        data(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=" + folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                    ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile())));
    Awaitility.await("PostgreSQL answers")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> ran("postgres", "select 1").succeeded());
  }

  /** Ends it as an administrator does; whoever is connected is thrown out. */
  public void stop() {
    signal("INT");
    await();
  }

  /** Ends it as a loss of power would; it repairs itself at the next start. */
  public void kill() {
    // Its immediate end: no process is left behind that would keep the port.
    signal("QUIT");
    await();
  }

  private void signal(String name) {
    Tools.run("procps", List.of("kill", "-" + name, Long.toString(process.pid())), "");
  }

  private void await() {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("PostgreSQL did not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Makes an empty database that {@link #USER} owns; returns its URL. */
  public String database(String name) {
    sql("postgres", "create database " + name + " owner " + USER);
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** Has something done by its administrator; returns what was printed. */
  public String sql(String database, String statement) {
    Tools.Ran ran = ran(database, statement);
    if (!ran.succeeded()) {
      throw new AssertionError(statement + ": " + ran.output());
    }
    return ran.output().strip();
  }

  private Tools.Ran ran(String database, String statement) {
    return Tools.attempt(
        PACKAGE,
        List.of(
            bin.resolve("psql").toString(),
            "-qtA",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-U",
            "postgres",
            "-c",
            statement,
            database),
        "",
        Map.of("PGPASSWORD", PASSWORD, "PGCONNECT_TIMEOUT", "5"));
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
