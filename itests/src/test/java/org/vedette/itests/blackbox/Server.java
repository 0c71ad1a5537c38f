package org.vedette.itests.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The unpacked distribution as a process of its own, on free ports, used as an operator would:
 * through the scripts in {@code bin/}.
 */
public final class Server implements AutoCloseable {
  private static final long LIMIT_SECONDS = 180;
  private static final int HTTPS = 8443;
  private static final int RADIUS = 1812;
  private static final int RADIUS_ACCOUNTING = 1813;

  /** Leaves out the compiler that pays off for a busy server only: half of what a start takes. */
  private static final Map<String, String> QUICK =
      Map.of("KARAF_SYSTEM_OPTS", "-XX:TieredStopAtLevel=1");

  /**
   * What a command did.
   *
   * @param code exit code
   * @param out what it printed, both streams
   */
  public record Ran(int code, String out) {}

  private final Path base;
  private final Place place;
  private final int authenticationPort;
  private final int accountingPort;
  private Optional<Rest> rest = Optional.empty();
  private Map<String, String> variables = QUICK;

  private Server(Path base, Place place, int authenticationPort, int accountingPort) {
    this.base = base;
    this.place = place;
    this.authenticationPort = authenticationPort;
    this.accountingPort = accountingPort;
  }

  /**
   * Unpacks the distribution afresh for a network of its own, where it has the ports it is shipped
   * with. Its REST API is there once {@link #enter} was called.
   */
  public static Server unpack(String name, Place place) {
    try {
      Server server = new Server(unpacked(name), place, RADIUS, RADIUS_ACCOUNTING);
      server.set("custom.properties", "karaf.lock.delay", "50");
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The same with another distribution than the one under test. */
  public static Server unpack(String name, Place place, Path archive) {
    try {
      Path base = folder(name);
      Unpacked.into(base, archive);
      Server server = new Server(base, place, RADIUS, RADIUS_ACCOUNTING);
      server.set("custom.properties", "karaf.lock.delay", "50");
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path unpacked(String name) throws IOException {
    Path base = folder(name);
    Unpacked.into(base);
    return base;
  }

  private static Path folder(String name) throws IOException {
    Path work = Path.of(System.getProperty("vedette.work"), "blackbox");
    Files.createDirectories(work);
    return Files.createTempDirectory(work, name);
  }

  /**
   * Upgrades it as an operator does: stops it, unpacks the distribution under test beside it, and
   * takes along {@code var/} and these files of {@code etc/}. The one that is returned is not
   * started.
   */
  public Server upgraded(String... files) {
    Ran stopped = run("stop");
    if (stopped.code() != 0) {
      throw new AssertionError("bin/stop ended with " + stopped.code() + ":\n" + stopped.out());
    }
    Server next = unpack(base.getFileName() + "-next-", place);
    try {
      for (String each : files) {
        copy(base.resolve("etc").resolve(each), next.base.resolve("etc").resolve(each));
      }
      copy(base.resolve("var"), next.base.resolve("var"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return next;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Ran ran = execute(List.of("cp", "-aT", from.toString(), to.toString()), "");
    if (ran.code() != 0) {
      throw new IOException(ran.out());
    }
  }

  /** Unpacks the distribution afresh into a directory of its own. */
  public static Server unpack(String name) {
    try {
      Server server = new Server(unpacked(name), Place.HERE, freeUdp(), freeUdp());
      server.set(
          "org.ops4j.pax.web.cfg",
          "org.osgi.service.http.port.secure",
          Integer.toString(freeTcp()));
      server.set("org.ops4j.pax.web.cfg", "org.ops4j.pax.web.listening.addresses", "127.0.0.1");
      server.set(
          "org.vedette.radius.cfg",
          "authenticationAddresses",
          "127.0.0.1:" + server.authenticationPort);
      server.set(
          "org.vedette.radius.cfg", "accountingAddresses", "127.0.0.1:" + server.accountingPort);
      // How often the platform looks at its lock file; its process ends no sooner than it looks.
      server.set("custom.properties", "karaf.lock.delay", "50");
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where it answers RADIUS. */
  public InetSocketAddress radius() {
    return new InetSocketAddress(place.address(), authenticationPort);
  }

  /** Where it takes accounting reports. */
  public InetSocketAddress accounting() {
    return new InetSocketAddress(place.address(), accountingPort);
  }

  /** Its directory. */
  public Path base() {
    return base;
  }

  /** Has it run with all that Java does for a busy server, for tests with load. */
  public Server busy() {
    variables = Map.of();
    return this;
  }

  /** Starts it and waits until it is ready. */
  public synchronized Server start() {
    if (place.equals(Place.HERE)) {
      rest = Optional.empty();
    }
    Ran ran = run("start");
    if (ran.code() != 0) {
      throw new AssertionError("bin/start ended with " + ran.code() + ":\n" + ran.out());
    }
    return this;
  }

  /** The id of its process. */
  public long pid() {
    try {
      return Long.parseLong(Files.readString(base.resolve("var/run/vedette.pid")).strip());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Ends the process at once, as a loss of power would. */
  public void kill() {
    ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
    process.destroyForcibly();
    // Not its onExit(): of a process that is no child it looks but every few hundred milliseconds.
    Awaitility.await("the killed server has ended")
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !runs(process));
  }

  /** Its REST API, once it was started. */
  public synchronized Rest rest() {
    if (rest.isEmpty() && !place.equals(Place.HERE)) {
      throw new AssertionError("no token was given for " + base);
    }
    if (rest.isEmpty()) {
      try {
        rest = Optional.of(Rest.of(base));
      } catch (IOException | GeneralSecurityException failure) {
        throw new AssertionError("the server has no REST API yet", failure);
      }
    }
    return rest.get();
  }

  /** Calls its REST API from outside from now on, by this token of an administrator. */
  public synchronized void enter(String token) {
    try {
      rest = Optional.of(Rest.at(base, new InetSocketAddress(place.address(), HTTPS), token));
    } catch (IOException | GeneralSecurityException failure) {
      throw new AssertionError("the server has no certificate yet", failure);
    }
  }

  /** Whether it has a program yet: a dead process stays in the table until its parent looks. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** Runs {@code bin/vedette} and demands that it succeeds; returns what it printed. */
  public String vedette(String... arguments) {
    return vedetteWith("", arguments);
  }

  /** The same, with {@code input} typed. */
  public String vedetteWith(String input, String... arguments) {
    Ran ran = tryVedette(input, arguments);
    if (ran.code() != 0) {
      throw new AssertionError(
          "vedette "
              + String.join(" ", arguments)
              + " ended with "
              + ran.code()
              + ":\n"
              + ran.out());
    }
    return ran.out();
  }

  /** Runs {@code bin/vedette}, whatever comes of it. */
  public Ran tryVedette(String input, String... arguments) {
    List<String> command = new ArrayList<>(place.entering());
    command.add(base.resolve("bin/vedette").toString());
    command.addAll(Arrays.asList(arguments));
    return execute(command, input);
  }

  /** Everything it logged. */
  public String log() {
    try {
      return Files.readString(base.resolve("var/log/vedette.log"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Stops it, and demands that no secret of a test stands in any file it wrote. */
  @Override
  public void close() {
    run("stop");
    try {
      Leaks.assertNone(base);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Ran run(String script) {
    List<String> command = new ArrayList<>(place.entering());
    command.add(base.resolve("bin").resolve(script).toString());
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(place.variables());
    return execute(command, "", all);
  }

  /** Changes a setting of a server that is not running. */
  public void set(String file, String key, String value) throws IOException {
    Path path = base.resolve("etc").resolve(file);
    List<String> lines = new ArrayList<>(Files.readAllLines(path));
    lines.removeIf(
        line -> line.strip().startsWith(key + " ") || line.strip().startsWith(key + "="));
    lines.add(key + " = " + value);
    Files.write(path, lines);
  }

  static Ran execute(List<String> command, String input) {
    return execute(command, input, Map.of());
  }

  private static Ran execute(List<String> command, String input, Map<String, String> variables) {
    try {
      Path out = Files.createTempFile("vedette-it", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " did not end");
      }
      String printed = Files.readString(out);
      Files.delete(out);
      return new Ran(process.exitValue(), printed);
    } catch (IOException failure) {
      throw new AssertionError(
          String.join(" ", command) + " cannot be run: " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static int freeTcp() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static int freeUdp() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
