package org.vedette.itests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Server;

/**
 * Changes at one server and at two; sign-ins at a fixed rate at two servers while the master is
 * killed, the other is promoted, and the first comes back; started by {@code itests/bench/cluster}.
 */
public final class ClusterBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LOOK_MILLIS = 500;
  private static final String SETTINGS = "org.vedette.replication.cfg";
  private static final String SOURCE = "127.0.0.1";
  private static final int PORTS = 16;
  private static final int CHANGES = 10;
  private static final int CHANGES_WARM_UP = 20;
  private static final int WARM_UP = 15;
  private static final int KILLED = 20;
  private static final int PROMOTED = 30;
  private static final int STARTED = 50;
  private static final int END = 90;

  /** What a network access server waits before it asks its second server. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final int rate;
  private final int users;
  private final Path folder;
  private final PrintStream out;
  private volatile String backAfter = "";

  private ClusterBench(int rate, int users, Path folder, PrintStream out) {
    this.rate = rate;
    this.users = users;
    this.folder = folder;
    this.out = out;
  }

  /**
   * Measures, and tells.
   *
   * @param words sign-ins a second, users, folder of the reports
   */
  public static void main(String[] words) throws Exception {
    new ClusterBench(
            Integer.parseInt(words[0]), Integer.parseInt(words[1]), Path.of(words[2]), System.out)
        .run();
  }

  private void run() throws Exception {
    try (Server a = unpack("a");
        Server b = unpack("b")) {
      a.start();
      b.start();
      BenchSite site = BenchSite.of(a.base());
      site.client("bench", SOURCE, "none", false);
      List<BenchUser> people = site.users(users, false);
      out.printf(
          "%-34s %8s %8s %8s %8s%n",
          "changes, 8 at a time", "rate/s", "p50 ms", "p99 ms", "max ms");
      new ChangeLoad(a, "first", CHANGES_WARM_UP).run();
      changes("one server", new ChangeLoad(a, "alone", CHANGES));
      long alone = ServerProcess.in(a.base()).residentMiB();
      join(a, b);
      new ChangeLoad(a, "joined", CHANGES_WARM_UP).run();
      try (Lag lag = new Lag(b.rest(), "b")) {
        changes("two, asked of the master", new ChangeLoad(a, "master", CHANGES));
        changes("two, asked of the subordinate", new ChangeLoad(b, "subordinate", CHANGES));
        out.printf(
            "the subordinate lacked %d changes at most, and had all %d ms after the last%n",
            lag.most(), lag.awaitNone());
      }
      out.printf(
          "resident: a alone %d MiB; after joining a %d MiB, b %d MiB%n",
          alone,
          ServerProcess.in(a.base()).residentMiB(),
          ServerProcess.in(b.base()).residentMiB());
      try (RadiusClient first = client(a);
          RadiusClient second = client(b)) {
        FailingOver plan = new FailingOver(first, second);
        measure(a, b, people, plan, first);
      }
    }
  }

  private void measure(
      Server a, Server b, List<BenchUser> people, FailingOver plan, RadiusClient any)
      throws IOException {
    long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP);
    Recorder recorder = new Recorder(start, END);
    Load load = new Load(true, rate);
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    try {
      at(clock, start, KILLED, a::kill);
      at(clock, start, PROMOTED, () -> b.vedette("server", "promote", "--master-unreachable"));
      at(clock, start, STARTED, () -> comeBack(a));
      if (System.console() != null) {
        Progress progress = new Progress(load, recorder, start, out);
        clock.scheduleAtFixedRate(progress::show, 1, 1, TimeUnit.SECONDS);
      }
      long end = start + TimeUnit.SECONDS.toNanos(END);
      new Generator(any, plan, 0, people, load, recorder, end).run(load);
    } finally {
      clock.shutdownNow();
    }
    tell(recorder, plan);
  }

  private static void at(
      ScheduledExecutorService clock, long start, int second, Runnable whatHappens) {
    clock.schedule(
        whatHappens,
        start + TimeUnit.SECONDS.toNanos(second) - System.nanoTime(),
        TimeUnit.NANOSECONDS);
  }

  /** Looks seldom: on few cores it would keep the server from starting. */
  private void comeBack(Server a) {
    long began = System.nanoTime();
    a.start();
    try {
      while (!role(a).equals("subordinate")) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException("a does not say what it is", failure);
    }
    backAfter = ", back as a subordinate after " + (System.nanoTime() - began) / 1_000_000 + " ms";
  }

  private static String role(Server of) throws IOException, InterruptedException {
    return JSON.readTree(of.rest().send("GET", "/cluster", "").body()).path("role").asText();
  }

  private void tell(Recorder recorder, FailingOver plan) throws IOException {
    Histogram[] seconds = recorder.seconds();
    out.printf(
        "%-34s %8s %8s %8s %8s%n",
        "sign-ins, " + rate + " a second", "rate/s", "p50 ms", "p99 ms", "max ms");
    row("both", seconds, 0, KILLED);
    row("a is gone, no master", seconds, KILLED, PROMOTED);
    row("a is gone, b is the master", seconds, PROMOTED, STARTED);
    row("a comes back", seconds, STARTED, END);
    for (Ending each : Ending.values()) {
      out.printf("%s: %d%n", each.text(), recorder.count(each));
    }
    out.printf("asked the other server after 3 s: %d%s%n", plan.asked(), backAfter);
    Files.createDirectories(folder);
    Path chart = folder.resolve("cluster.svg");
    Files.writeString(chart, chart(seconds));
    out.println("chart: " + chart);
  }

  private void changes(String what, ChangeLoad load) throws Exception {
    row(what, load.run(), CHANGES);
  }

  private void row(String what, Histogram[] seconds, int from, int to) {
    Histogram all = new Histogram();
    for (int second = from; second < to; second++) {
      all.add(seconds[second]);
    }
    row(what, all, to - from);
  }

  private void row(String what, Histogram all, int seconds) {
    out.printf(
        Locale.ROOT,
        "%-34s %8.1f %8s %8s %8s%n",
        what,
        all.count() / (double) seconds,
        Result.millis(all, 50),
        Result.millis(all, 99),
        Result.millis(all, 100));
  }

  private String chart(Histogram[] seconds) {
    return Report.chart(
            "RADIUS sign-ins at two servers, " + rate + " a second, half at each first", seconds)
        .mark(KILLED, "a is killed")
        .mark(PROMOTED, "b is promoted")
        .mark(STARTED, "a is started")
        .svg();
  }

  private static Server unpack(String name) throws IOException {
    Server server = Server.unpack("bench-" + name + "-").busy();
    server.set(SETTINGS, "name", name);
    server.set(SETTINGS, "host", "127.0.0.1");
    server.set(SETTINGS, "bind", "127.0.0.1");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      server.set(SETTINGS, "port", Integer.toString(free.getLocalPort()));
    }
    return server;
  }

  private static void join(Server a, Server b) throws IOException {
    Path credentials = b.base().resolve("invitation");
    a.vedette("server", "invite", "b", "--out", credentials.toString());
    b.vedette("server", "join", "--replace", "--credentials", credentials.toString());
    Files.delete(credentials);
  }

  private static RadiusClient client(Server of) {
    return RadiusClient.to(of.radius(), BenchSite.SECRET)
        .ports(PORTS)
        .sends(1)
        .timeout(TIMEOUT)
        .open();
  }
}
