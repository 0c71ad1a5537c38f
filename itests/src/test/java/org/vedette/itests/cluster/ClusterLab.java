package org.vedette.itests.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.vedette.itests.blackbox.Place;
import org.vedette.itests.blackbox.Server;

/**
 * Servers of the unpacked distribution, each in a network of its own on this host, and faults
 * between them. The test sits at the edge of the network and reaches every server at all times.
 */
final class ClusterLab implements AutoCloseable {
  /** The port between servers. */
  static final int PEER_PORT = 4443;

  private static final String CUT = "cut";
  private static final String DOWN = "down";
  private static final String SETTINGS = "org.vedette.replication.cfg";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A small heap: three servers and a test share a machine. */
  private static final String JAVA =
      "-Xms96m -Xmx512m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8"
          + " -Djava.awt.headless=true";

  private final LabNet net;
  private final LabKey key;
  private final Path folder;
  private final List<LabServer> servers = new ArrayList<>();
  private final History history = new History(System::nanoTime);
  private String token = "";

  /** Makes the network. */
  ClusterLab() throws IOException {
    Path work = Path.of(System.getProperty("vedette.work"), "cluster");
    Files.createDirectories(work);
    folder = Files.createTempDirectory(work, "lab");
    net = new LabNet();
    try {
      key = new LabKey(folder, net);
    } catch (IOException | AssertionError failure) {
      net.close();
      throw failure;
    }
  }

  /** A folder for files of the test. */
  Path folder() {
    return folder;
  }

  /** The certificate that all servers show by HTTPS. */
  LabKey key() {
    return key;
  }

  /** What is known of all that happened. */
  History history() {
    return history;
  }

  /** The address of the test, as servers see it. */
  String edge() {
    return net.address(LabNet.EDGE);
  }

  /** A network card more, for a program of the test; its address ends with {@code host}. */
  LabNet net() {
    return net;
  }

  /** Unpacks a server without starting it. */
  LabServer add(String name) throws IOException {
    return add(name, Map.of());
  }

  /** The same, with variables in its environment. */
  LabServer add(String name, Map<String, String> variables) throws IOException {
    return add(name, variables, place -> Server.unpack("cluster-" + name + "-", place));
  }

  /** Unpacks a server of another distribution. */
  LabServer addOf(Path archive, String name) throws IOException {
    return add(name, Map.of(), place -> Server.unpack("cluster-" + name + "-", place, archive));
  }

  private synchronized LabServer add(
      String name, Map<String, String> variables, Function<Place, Server> unpacks)
      throws IOException {
    int host = servers.size() + 1;
    Map<String, String> all = new HashMap<>(variables);
    all.put("JAVA_OPTS", JAVA);
    Server server = unpacks.apply(net.add(host, all));
    key.into(server.base());
    configure(server, name, host);
    LabServer added = new LabServer(name, host, server);
    servers.add(added);
    return added;
  }

  /** Gives a server that was not started a small disk of its own for all that it writes. */
  void onDiskOfItsOwn(LabServer server, String size) throws IOException {
    Path base = server.server().base();
    Path var = base.resolve("var");
    net.disk(var, size);
    Files.setPosixFilePermissions(var, PosixFilePermissions.fromString("rwx------"));
    Files.delete(base.resolve("etc/tls/server.p12"));
    key.into(base);
  }

  /** Others reach it at its address in the network. */
  private void configure(Server server, String name, int host) throws IOException {
    server.set(SETTINGS, "name", name);
    server.set(SETTINGS, "host", net.address(host));
  }

  /** Unpacks servers of these names and starts them all at a time. */
  List<LabServer> start(String... names) throws IOException {
    List<LabServer> added = new ArrayList<>();
    for (String name : names) {
      added.add(add(name));
    }
    startAll();
    return added;
  }

  /** Starts all servers that were added, at a time. */
  void startAll() {
    CompletableFuture.allOf(
            servers().stream()
                .map(each -> CompletableFuture.runAsync(() -> each.server().start()))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /** Makes a token of an administrator at the first master, with which all are called later. */
  void enter(LabServer first) throws IOException {
    token =
        JSON.readTree(first.server().vedette("token", "create", "lab", "--json"))
            .get("token")
            .asText();
    first.server().enter(token);
  }

  /** The same for a script, which does not follow the copying but asks now and then. */
  void joinByScript(LabServer master, LabServer joiner) throws IOException {
    Path credentials = invite(master, joiner.name());
    joiner
        .server()
        .vedette(
            "server", "join", "--replace", "--no-wait", "--credentials", credentials.toString());
    // By its own host's credential: tokens are being replaced.
    LabServer.await(joiner + " is a subordinate", 90)
        .until(
            () ->
                Standing.read(joiner.server().vedette("server", "list", "--json"))
                    .role()
                    .equals("subordinate"));
    joiner.server().enter(token);
  }

  /** Invites a server at the master and has it join; returns once it is a subordinate. */
  Duration join(LabServer master, LabServer joiner) throws IOException {
    long began = System.nanoTime();
    Path credentials = invite(master, joiner.name());
    joiner.server().vedette("server", "join", "--replace", "--credentials", credentials.toString());
    joiner.server().enter(token);
    LabServer.await(joiner + " is a subordinate", 60).until(() -> joiner.is("subordinate"));
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Has a master invite a server; returns the file with its credentials. */
  Path invite(LabServer master, String name, String... options) throws IOException {
    Path file = Files.createTempFile(folder, "invitation-" + name, ".txt");
    Files.delete(file);
    List<String> command =
        new ArrayList<>(List.of("server", "invite", name, "--out", file.toString()));
    command.addAll(List.of(options));
    master.server().vedette(command.toArray(String[]::new));
    if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).equals("rw-------")) {
      throw new AssertionError("others may read " + file);
    }
    return file;
  }

  /** Calls a server by the token of all, for instance after it joined. */
  void enterAgain(LabServer server) {
    server.server().enter(token);
  }

  /** The servers that were added. */
  synchronized List<LabServer> servers() {
    return List.copyOf(servers);
  }

  /** What one sends to the other is lost from now on. */
  void cutOneWay(LabServer from, LabServer to) {
    lose(from, to, 100);
  }

  /** Neither hears the other from now on. */
  void cut(LabServer one, LabServer other) {
    cutOneWay(one, other);
    cutOneWay(other, one);
  }

  /** No other server hears this one, nor is heard by it. */
  void isolate(LabServer one) {
    for (LabServer other : servers()) {
      if (other != one) {
        cut(one, other);
      }
    }
  }

  /** A part of what one sends to the other is lost from now on. */
  void lose(LabServer from, LabServer to, int percent) {
    // A question and its answer go both ways: who is not heard does not hear either.
    history.deafens(to.name(), from.name(), CUT);
    net.lose(from.host(), to.host(), percent);
  }

  /** What one opens to another from now on goes by a relay. */
  void detour(LabServer from, LabServer to, Relay relay) {
    net.detour(from.host(), to.host(), PEER_PORT, relay.port());
  }

  /** What one opens from now on goes where it should. */
  void undoDetours(LabServer from) {
    net.undoDetours(from.host());
  }

  /** What they ask each other is answered too late, perhaps, until links are whole again. */
  void far(LabServer one, LabServer other) {
    history.deafens(one.name(), other.name(), CUT);
    history.deafens(other.name(), one.name(), CUT);
  }

  /** All links are whole again. */
  void heal() {
    net.heal();
    for (LabServer one : servers()) {
      for (LabServer other : servers()) {
        history.hears(one.name(), other.name(), CUT);
      }
    }
  }

  /** Puts the distribution under test in the place of a server, which is stopped meanwhile. */
  void upgrade(LabServer server) {
    for (LabServer other : servers()) {
      if (other != server) {
        history.deafens(server.name(), other.name(), DOWN);
      }
    }
    server.upgrade(token);
    for (LabServer other : servers()) {
      history.hears(server.name(), other.name(), DOWN);
    }
  }

  /** Ends a server at once; it hears nobody until it is {@link #back}. */
  void kill(LabServer server) {
    for (LabServer other : servers()) {
      if (other != server) {
        history.deafens(server.name(), other.name(), DOWN);
      }
    }
    server.server().kill();
  }

  /** Starts a server that was killed. */
  void back(LabServer server) {
    server.server().start();
    for (LabServer other : servers()) {
      history.hears(server.name(), other.name(), DOWN);
    }
  }

  /** Stops all servers, looks for secrets in what they wrote, and removes the network. */
  @Override
  public void close() throws IOException {
    AssertionError leak = null;
    try {
      for (LabServer each : servers()) {
        try {
          each.server().close();
        } catch (AssertionError found) {
          leak = found;
        }
      }
    } finally {
      net.close();
    }
    if (leak != null) {
      throw leak;
    }
  }
}
