package org.vedette.itests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.Patience;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;
import org.vedette.testkit.held.HeldPhones.Prompt;

/**
 * Has many people hold their phones at the same time, while their client repeats its requests; then
 * they all approve. Tells threads and memory of the server; started by {@code
 * itests/bench/waiting}.
 */
public final class WaitingBench {
  private static final String SOURCE = "127.0.0.1";
  private static final int IDENTIFIERS = 256;
  private static final int SENT_AT_A_TIME = 100;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration QUIET = Duration.ofSeconds(5);

  /** A VPN that repeats every ten seconds and waits two minutes. */
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(10), 12, true);

  /**
   * What was seen at a moment.
   *
   * @param waiting people who hold their phones
   * @param threads of the server
   * @param mib resident memory of the server
   * @param second since the first request was sent
   */
  private record Moment(int waiting, int threads, long mib, double second) {
    String row() {
      return String.format(Locale.ROOT, "%d,%d,%d,%.1f", waiting, threads, mib, second);
    }
  }

  private final Path out;
  private final int people;
  private final BenchSite site;
  private final ServerProcess server;
  private final PrintStream console;
  private final List<Moment> moments = new ArrayList<>();
  private long began;

  private WaitingBench(Path base, Path out, int people, PrintStream console) throws Exception {
    this.out = out;
    this.people = people;
    this.site = BenchSite.of(base);
    this.server = ServerProcess.in(base);
    this.console = console;
  }

  /** Runs with the words base, out and the number of people. */
  public static void main(String[] words) throws Exception {
    boolean right =
        new WaitingBench(
                Path.of(words[0]), Path.of(words[1]), Integer.parseInt(words[2]), System.out)
            .run();
    System.exit(right ? 0 : 1);
  }

  private boolean run() throws Exception {
    try (HeldPhones phones = new HeldPhones()) {
      site.client("waiting", SOURCE, "none", false, 120);
      List<String> names = site.withPhones(people, phones);
      console.printf("%d people with phones set up.%n", names.size());
      try (RadiusClient client =
          RadiusClient.to(site.radius(), BenchSite.SECRET)
              .from(new InetSocketAddress(SOURCE, 0))
              .ports(people / IDENTIFIERS + 8)
              .open()) {
        return measure(client, names, phones);
      }
    }
  }

  private boolean measure(RadiusClient client, List<String> names, HeldPhones phones)
      throws IOException {
    began = System.nanoTime();
    note(0);
    List<CompletableFuture<Exchange>> waiting = new ArrayList<>();
    AtomicInteger resent = new AtomicInteger();
    for (String name : names) {
      waiting.add(client.send(RadiusRequest.access(name, ""), PATIENCE));
      if (waiting.size() % SENT_AT_A_TIME == 0) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      if (waiting.size() % Math.max(1, people / 4) == 0) {
        note(waiting.size());
      }
    }
    int ringing = ringing(phones);
    // One repetition of every request must be swallowed.
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(12));
    note(ringing);
    console.printf("\r%d wait; all approve now.       %n", ringing);
    long approved = System.nanoTime();
    int answered = 0;
    for (Prompt prompt : phones.open()) {
      phones.answer(prompt, Decision.APPROVE);
      if (++answered % SENT_AT_A_TIME == 0) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    int accepted = 0;
    for (CompletableFuture<Exchange> each : waiting) {
      Exchange exchange = each.join();
      accepted += exchange.accepted() ? 1 : 0;
      resent.addAndGet(exchange.sends() > 1 ? 1 : 0);
    }
    double seconds = (System.nanoTime() - approved) / 1e9;
    note(0);
    write();
    console.printf(
        Locale.ROOT,
        "%d of %d accepted within %.1f s after they approved; %d requests were repeated, %d prompts"
            + " came.%n",
        accepted,
        people,
        seconds,
        resent.get(),
        phones.rings());
    return accepted == ringing && phones.rings() <= people;
  }

  /** Waits until all phones ring, or no other does for a while: a prompt may be lost on its way. */
  private int ringing(HeldPhones phones) {
    int ringing = 0;
    long end = System.nanoTime() + QUIET.toNanos();
    while (ringing < people && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      int now = phones.open().size();
      if (now > ringing) {
        end = System.nanoTime() + QUIET.toNanos();
      }
      ringing = now;
      console.printf("\r%d of %d phones ring   ", ringing, people);
    }
    return ringing;
  }

  private void note(int waiting) throws IOException {
    moments.add(
        new Moment(
            waiting, server.threads(), server.residentMiB(), (System.nanoTime() - began) / 1e9));
  }

  private void write() throws IOException {
    List<String> rows = new ArrayList<>(List.of("waiting,threads,mib,second"));
    moments.forEach(each -> rows.add(each.row()));
    Files.createDirectories(out);
    Files.write(out.resolve("waiting.csv"), rows);
    console.printf("%-10s %-9s %-6s%n", "waiting", "threads", "MiB");
    moments.forEach(
        each -> console.printf("%-10d %-9d %-6d%n", each.waiting(), each.threads(), each.mib()));
  }
}
