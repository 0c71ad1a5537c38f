package org.vedette.itests.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vedette.itests.blackbox.Place;

/**
 * One network on this host: a bridge in a namespace of its own, a namespace for each server, and
 * the test itself at the edge, whose links are never cut. What passes between servers is decided at
 * the bridge by nftables.
 *
 * <p>Closing it ends every process in the namespaces and removes all of it, disks included; so does
 * the next lab of the same number, when a test was killed.
 */
final class LabNet implements AutoCloseable {
  /** Host number of the test itself. */
  static final int EDGE = 254;

  private static final String HUB = "hub";
  private static final int ALL = 100;

  /**
   * A direction between two servers.
   *
   * @param from host number of the sender
   * @param to host number of the receiver
   */
  private record Way(int from, int to) implements Comparable<Way> {
    @Override
    public int compareTo(Way other) {
      return from != other.from ? Integer.compare(from, other.from) : Integer.compare(to, other.to);
    }
  }

  private final LabNumber number;
  private final Map<Way, Integer> losses = new TreeMap<>();
  private final Thread atExit = new Thread(this::remove, "lab-net-exit");

  /** Makes the network, without servers. */
  LabNet() throws IOException {
    Host.assertFit();
    number = LabNumber.take();
    remove();
    Runtime.getRuntime().addShutdownHook(atExit);
    Host.run("ip", "netns", "add", namespace(HUB));
    inHub("link", "add", "bridge", "type", "bridge");
    inHub("link", "set", "bridge", "up");
    String outside = "vedlab" + number.value();
    // A device of an earlier lab goes with its namespace, but a moment later.
    Host.attempt("", List.of("ip", "link", "delete", outside));
    inHub("link", "add", "edge", "type", "veth", "peer", "name", outside, "netns", "1");
    inHub("link", "set", "edge", "master", "bridge", "up");
    Host.run("ip", "addr", "add", address(EDGE) + "/24", "dev", outside);
    Host.run("ip", "link", "set", outside, "up");
  }

  /** The address of a host of this network. */
  String address(int host) {
    return "10.77." + number.value() + "." + host;
  }

  /** Adds a host, with loopback and one network card, and tells how to run programs there. */
  Place add(int host, Map<String, String> variables) throws IOException {
    String name = namespace(Integer.toString(host));
    Host.run("ip", "netns", "add", name);
    inHub("link", "add", port(host), "type", "veth", "peer", "name", "eth0", "netns", name);
    inHub("link", "set", port(host), "master", "bridge", "up");
    Host.run("ip", "-n", name, "addr", "add", address(host) + "/24", "dev", "eth0");
    Host.run("ip", "-n", name, "link", "set", "eth0", "up");
    Host.run("ip", "-n", name, "link", "set", "lo", "up");
    return new Place(
        InetAddress.getByName(address(host)), List.of("ip", "netns", "exec", name), variables);
  }

  /**
   * Loses what goes one way.
   *
   * @param percent 0 to 100, how much of it, by chance
   */
  synchronized void lose(int from, int to, int percent) {
    if (percent == 0) {
      losses.remove(new Way(from, to));
    } else {
      losses.put(new Way(from, to), percent);
    }
    apply();
  }

  /** Nothing is lost any more. */
  synchronized void heal() {
    losses.clear();
    apply();
  }

  /** Connections of a host to a port of another go to a port of the edge from now on. */
  void detour(int from, int to, int port, int edge) {
    Host.feed(
        """
        table ip lab {
          chain out {
            type nat hook output priority -100;
          }
        }
        add rule ip lab out ip daddr %s tcp dport %d dnat to %s:%d
        """
            .formatted(address(to), port, address(EDGE), edge),
        "ip",
        "netns",
        "exec",
        namespace(Integer.toString(from)),
        "nft",
        "-f",
        "-");
  }

  /** Connections of a host go where they should from now on. */
  void undoDetours(int from) {
    Host.run(
        "ip",
        "netns",
        "exec",
        namespace(Integer.toString(from)),
        "nft",
        "delete",
        "table",
        "ip",
        "lab");
  }

  /** Puts a small disk of its own at a folder; it is there as long as the network is. */
  void disk(Path folder, String size) {
    Host.run("mount", "-t", "tmpfs", "-o", "size=" + size, device(), folder.toString());
  }

  private String device() {
    return "vedette-lab" + number.value();
  }

  private void apply() {
    String rules =
        losses.entrySet().stream()
            .map(each -> rule(each.getKey(), each.getValue()))
            .collect(Collectors.joining("\n"));
    // One transaction: there is no moment without rules.
    Host.feed(
        """
        table bridge lab
        delete table bridge lab
        table bridge lab {
          chain between {
            type filter hook forward priority 0;
            %s
          }
        }
        """
            .formatted(rules),
        "ip",
        "netns",
        "exec",
        namespace(HUB),
        "nft",
        "-f",
        "-");
  }

  private static String rule(Way way, int percent) {
    String chance = percent >= ALL ? "" : "numgen random mod 100 < " + percent + " ";
    return "iifname \"" + port(way.from) + "\" oifname \"" + port(way.to) + "\" " + chance + "drop";
  }

  private static String port(int host) {
    return "port" + host;
  }

  private String namespace(String part) {
    return "vedette-lab" + number.value() + "-" + part;
  }

  private void inHub(String... command) {
    String[] whole = new String[command.length + 3];
    whole[0] = "ip";
    whole[1] = "-n";
    whole[2] = namespace(HUB);
    System.arraycopy(command, 0, whole, 3, command.length);
    Host.run(whole);
  }

  private void remove() {
    String ours = namespace("");
    for (String line : Host.run("ip", "netns", "list").split("\n", -1)) {
      String name = line.split(" ", 2)[0];
      if (name.startsWith(ours)) {
        Host.run("ip", "netns", "pids", name)
            .lines()
            .map(each -> Long.parseLong(each.strip()))
            .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        Host.run("ip", "netns", "delete", name);
      }
    }
    for (String line : Host.run("cat", "/proc/mounts").split("\n", -1)) {
      String[] words = line.split(" ", 3);
      if (words[0].equals(device())) {
        // Lazily: a process that was just killed may not have gone yet.
        Host.run("umount", "-l", words[1]);
      }
    }
  }

  @Override
  public void close() throws IOException {
    remove();
    Runtime.getRuntime().removeShutdownHook(atExit);
    number.close();
  }
}
