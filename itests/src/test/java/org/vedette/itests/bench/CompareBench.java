package org.vedette.itests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vedette.client.radius.Protection;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.real.Slapd;

/**
 * Measures Vedette beside FreeRADIUS: the same generator, scenarios and load, one after the other;
 * started by {@code itests/bench/compare}. The directory of both is the same OpenLDAP server, and
 * both bind once for each password.
 */
public final class CompareBench {
  /** Name of our own server in the figures. */
  static final String OWN = "Vedette";

  private static final int PORTS = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private record Scenario(String name, String source, SignInPlan plan, int wrongPercent) {}

  private static final Scenario CODE = new Scenario("code", "127.0.0.1", SignInPlan.code(), 2);
  private static final Scenario APPENDED =
      new Scenario("password+code", "127.0.0.3", SignInPlan.appended(BenchSite.PASSWORD), 2);
  private static final Scenario CHALLENGE =
      new Scenario("challenge", "127.0.0.4", SignInPlan.challenge(BenchSite.PASSWORD), 2);
  private static final Scenario MSCHAP2 =
      new Scenario("mschapv2", "127.0.0.5", SignInPlan.msChap2(BenchSite.PASSWORD), 0);
  private static final Scenario REJECTS =
      new Scenario("rejects", "127.0.0.1", SignInPlan.code(), 100);

  private final BenchOptions options;
  private final PrintStream out;
  private final List<CompareRow> rows = new ArrayList<>();

  private CompareBench(BenchOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs all and tells the figures. Ends with 1 when a sign-in did not end as it had to, with 2
   * when the words are wrong.
   */
  public static void main(String[] words)
      throws IOException, GeneralSecurityException, InterruptedException {
    BenchOptions options;
    try {
      options = BenchOptions.parse(words);
    } catch (IllegalArgumentException wrong) {
      System.err.println("compare: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new CompareBench(options, System.out).run() ? 0 : 1);
  }

  private boolean run() throws IOException, GeneralSecurityException, InterruptedException {
    try (Slapd directory = new Slapd()) {
      directory.add(people(options.users()));
      String userDn = "uid=%s," + Slapd.PEOPLE;
      BenchSite site = BenchSite.of(options.base());
      site.directory("bench", directory.plain(), userDn.formatted("{name}"), Slapd.BASE);
      site.client("code", CODE.source(), "none", false);
      site.client("appended", APPENDED.source(), "directory:bench", true);
      site.client("challenge", CHALLENGE.source(), "directory:bench", false);
      site.trustedClient("mschapv2", MSCHAP2.source());
      List<BenchUser> users = site.users(options.users(), true);
      try (FreeRadius other =
          new FreeRadius(options.users(), directory.plain(), userDn.formatted("%{User-Name}"))) {
        ServerProcess own = ServerProcess.in(options.base());
        // Rejects come last: their users must wait afterwards.
        for (Scenario each : List.of(CODE, APPENDED, CHALLENGE, MSCHAP2, REJECTS)) {
          if (!options.only().isEmpty() && !options.only().contains(each.name())) {
            continue;
          }
          for (Load load : options.loads()) {
            InetSocketAddress peer =
                each == APPENDED
                    ? other.appended()
                    : each == CHALLENGE
                        ? other.challenge()
                        : each == MSCHAP2 ? other.msChap2() : other.code();
            measure("FreeRADIUS", each, load, peer, other.users(), other.process());
            measure(OWN, each, load, site.radius(), users, own);
          }
        }
      }
    }
    report();
    // FreeRADIUS refuses the code of a step that ended while the request was on its way.
    return rows.stream()
        .filter(row -> row.server().equals(OWN))
        .allMatch(row -> row.result().recorder().failures() == 0);
  }

  private void measure(
      String server,
      Scenario scenario,
      Load load,
      InetSocketAddress address,
      List<BenchUser> users,
      ServerProcess process)
      throws IOException, InterruptedException {
    RadiusClient.Builder client =
        RadiusClient.to(address, BenchSite.SECRET)
            .from(new InetSocketAddress(scenario.source(), 0))
            .ports(PORTS)
            .timeout(TIMEOUT);
    // FreeRADIUS of this version sends no Message-Authenticator with PAP.
    try (RadiusClient open =
        server.equals(OWN) ? client.open() : client.protection(Protection.OFF).open()) {
      Result result =
          new Measurement(
                  scenario.name(),
                  scenario.plan(),
                  load,
                  options.warmUpSeconds(),
                  options.seconds(),
                  scenario.wrongPercent())
              .run(open, users, process, out);
      rows.add(new CompareRow(server, result));
    }
  }

  /** People of a directory, as LDIF. */
  static String people(int users) {
    StringBuilder ldif = new StringBuilder();
    for (int number = 1; number <= users; number++) {
      String name = BenchUser.name(number);
      ldif.append("dn: uid=").append(name).append(',').append(Slapd.PEOPLE).append('\n');
      ldif.append("objectClass: inetOrgPerson\nuid: ").append(name);
      ldif.append("\ncn: ").append(name).append("\nsn: Bench\nuserPassword: ");
      ldif.append(BenchSite.PASSWORD).append("\n\n");
    }
    return ldif.toString();
  }

  private void report() throws IOException {
    Path directory = options.out();
    Files.createDirectories(directory);
    out.printf(Locale.ROOT, "%-11s %s%n", "server", Result.title());
    StringBuilder csv = new StringBuilder("server," + Result.HEADER + "\n");
    for (CompareRow row : rows) {
      out.printf(Locale.ROOT, "%-11s %s%n", row.server(), row.result().row());
      csv.append(row.server()).append(',').append(row.result().csv()).append('\n');
      for (Ending ending : Ending.values()) {
        long count = row.result().recorder().count(ending);
        if (ending != Ending.RIGHT && count > 0) {
          out.printf("%s: %d sign-ins ended with: %s%n", row.server(), count, ending.text());
        }
      }
    }
    Files.writeString(directory.resolve("compare.csv"), csv);
    Files.writeString(
        directory.resolve("compare.svg"), new BarChart("RADIUS sign-ins a second", rows).svg());
    out.println("CSV and picture: " + directory.resolve("compare.csv") + ", compare.svg");
  }
}
