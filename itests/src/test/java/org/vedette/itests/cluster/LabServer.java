package org.vedette.itests.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.blackbox.Server;

/** One server of a lab, by its name there, which is its name in the cluster too. */
final class LabServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 500;

  private final String name;
  private final int host;
  private volatile Server server;

  LabServer(String name, int host, Server server) {
    this.name = name;
    this.host = host;
    this.server = server;
  }

  String name() {
    return name;
  }

  /** Its number in the network. */
  int host() {
    return host;
  }

  Server server() {
    return server;
  }

  /** Stops it, and puts the distribution under test in its place, with what it had. */
  void upgrade(String token) {
    Server next = server.upgraded("org.vedette.replication.cfg", "custom.properties", "tls");
    next.start();
    next.enter(token);
    server = next;
  }

  Rest rest() {
    return server.rest();
  }

  InetAddress address() {
    return server.radius().getAddress();
  }

  /** Its address with another port. */
  InetSocketAddress at(int port) {
    return new InetSocketAddress(address(), port);
  }

  /** How the servers stand, as it says. */
  Standing standing() throws IOException, InterruptedException {
    return Standing.read(rest().call("GET", "/cluster", ""));
  }

  /** The same; empty when it does not answer. */
  Optional<Standing> tryStanding() {
    try {
      return Optional.of(standing());
    } catch (IOException silent) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Whether it says that this is its part. */
  boolean is(String role) {
    return tryStanding().filter(it -> it.role().equals(role)).isPresent();
  }

  /** Whether it knows a user. */
  boolean knows(String user) throws IOException, InterruptedException {
    return rest().send("GET", "/users/" + user, "").statusCode() == 200;
  }

  /** Names of all its users. */
  Set<String> users() throws IOException, InterruptedException {
    Set<String> all = new TreeSet<>();
    int before = -1;
    for (int offset = 0; all.size() > before; offset += PAGE) {
      before = all.size();
      JsonNode page =
          JSON.readTree(rest().call("GET", "/users?limit=" + PAGE + "&offset=" + offset, ""));
      page.get("items").forEach(each -> all.add(each.get("username").asText()));
    }
    return all;
  }

  /** All that it tells of users, applications, tokens and policy: equal where records are equal. */
  String records() throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    for (String path :
        List.of("/users?limit=" + PAGE, "/applications", "/tokens", "/policy/rules")) {
      all.append(path).append('\n').append(rest().call("GET", path, "")).append('\n');
    }
    return all.toString();
  }

  /** Waits, looking often. */
  static ConditionFactory await(String what, int seconds) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(seconds))
        .ignoreExceptionsInstanceOf(IOException.class)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50));
  }

  @Override
  public String toString() {
    return name;
  }
}
