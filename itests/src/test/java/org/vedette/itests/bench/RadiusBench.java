package org.vedette.itests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vedette.client.radius.RadiusClient;

/** Measures RADIUS sign-ins of a running server; started by {@code itests/bench/radius}. */
public final class RadiusBench {
  /** Where requests of a scenario come from; each scenario is a client of its own. */
  private static final String CODE_ADDRESS = "127.0.0.1";

  private static final String PASSWORD_ADDRESS = "127.0.0.2";
  private static final int IDENTIFIERS = 256;
  private static final int FEWEST_PORTS = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final BenchOptions options;
  private final PrintStream out;
  private final BenchSite site;
  private final ServerProcess server;

  private RadiusBench(BenchOptions options, PrintStream out)
      throws IOException, GeneralSecurityException {
    this.options = options;
    this.out = out;
    site = BenchSite.of(options.base());
    server = ServerProcess.in(options.base());
  }

  /**
   * Runs each load and tells its figures. Ends with 1 when a sign-in did not end as it had to, with
   * 2 when the words are wrong.
   */
  public static void main(String[] words)
      throws IOException, GeneralSecurityException, InterruptedException {
    BenchOptions options;
    try {
      options = BenchOptions.parse(words);
    } catch (IllegalArgumentException wrong) {
      System.err.println("radius: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new RadiusBench(options, System.out).run() ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    long began = System.nanoTime();
    String source = options.password() ? PASSWORD_ADDRESS : CODE_ADDRESS;
    switch (options.scenario()) {
      case "mschapv2" -> site.trustedClient("bench", source);
      case "ttls" -> site.client("bench", source, "none", "\"protocols\":\"eap\"");
      case "challenge" -> site.client("bench", source, "local", false);
      default -> site.client("bench", source, "none", false);
    }
    List<BenchUser> users = site.users(options.users(), options.password());
    out.printf(
        "%d users set up in %d s; %d %% wrong codes; each load %d s after %d s of warm-up.%n",
        users.size(),
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
        options.wrongPercent(),
        options.seconds(),
        options.warmUpSeconds());
    List<Result> results = new ArrayList<>();
    Report report = new Report(options.out());
    int ports = Math.max(FEWEST_PORTS, 2 * options.users() / IDENTIFIERS + 1);
    try (RadiusClient client =
        RadiusClient.to(site.radius(), BenchSite.SECRET)
            .from(new InetSocketAddress(source, 0))
            .ports(ports)
            .timeout(TIMEOUT)
            .open()) {
      for (Load load : options.loads()) {
        Result result = measure(client, users, load);
        results.add(result);
        report.write(result);
      }
    }
    out.println(Result.title());
    results.forEach(result -> out.println(result.row()));
    results.forEach(this::explainFailures);
    out.println("CSV and charts: " + options.out());
    return results.stream().allMatch(result -> result.recorder().failures() == 0);
  }

  private Result measure(RadiusClient client, List<BenchUser> users, Load load)
      throws IOException, InterruptedException {
    return new Measurement(
            options.scenario(),
            plan(),
            load,
            options.warmUpSeconds(),
            options.seconds(),
            // A wrong code is no wrong password.
            options.scenario().equals("mschapv2") ? 0 : options.wrongPercent())
        .run(client, users, server, out);
  }

  private SignInPlan plan() {
    return switch (options.scenario()) {
      case "challenge" -> SignInPlan.challenge(BenchSite.PASSWORD);
      case "mschapv2" -> SignInPlan.msChap2(BenchSite.PASSWORD);
      case "ttls" -> SignInPlan.ttls();
      default -> SignInPlan.code();
    };
  }

  private void explainFailures(Result result) {
    for (Ending ending : Ending.values()) {
      long count = result.recorder().count(ending);
      if (ending != Ending.RIGHT && count > 0) {
        out.printf("%s: %d sign-ins ended with: %s%n", result.load(), count, ending.text());
      }
    }
  }
}
