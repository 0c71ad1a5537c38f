package org.vedette.itests.bench;

import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.vedette.itests.real.Slapd;

/**
 * Measures the LDAP listener beside OpenLDAP's own proxy (slapd with back-ldap), both before the
 * same slapd, by the same generator, in turns; started by {@code itests/bench/ldap}.
 */
public final class LdapBench {
  private static final String OTHER = "back-ldap";
  private static final int TURNS = 3;

  private record Scenario(String name, String source, LdapPlan plan) {}

  /** The core asks the directory for each bind, and needs no second factor. */
  private static final String ASKED = "127.0.0.1";

  /** A bind that was granted counts for a while. */
  private static final String REMEMBERED = "127.0.0.2";

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("bind-program", ASKED, LdapPlan.program()),
          new Scenario("bind", ASKED, LdapPlan.bind()),
          new Scenario("bind-kept", REMEMBERED, LdapPlan.bind()),
          new Scenario("search", ASKED, LdapPlan.search()),
          new Scenario("sign-in", ASKED, LdapPlan.signIn()),
          new Scenario("sign-in-kept", REMEMBERED, LdapPlan.signIn()));

  private final BenchOptions options;
  private final InetSocketAddress own;
  private final PrintStream out;
  private final List<CompareRow> rows = new ArrayList<>();

  private LdapBench(BenchOptions options, int port, PrintStream out) {
    this.options = options;
    this.own = new InetSocketAddress("127.0.0.1", port);
    this.out = out;
  }

  /**
   * Runs all and tells the figures; the first word is the port of our listener. Ends with 1 when an
   * operation did not end as it had to, with 2 when the words are wrong.
   */
  public static void main(String[] words) throws Exception {
    BenchOptions options;
    try {
      options = BenchOptions.parse(List.of(words).subList(1, words.length).toArray(String[]::new));
    } catch (IllegalArgumentException wrong) {
      System.err.println("ldap: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    boolean right = new LdapBench(options, Integer.parseInt(words[0]), System.out).run();
    System.exit(right ? 0 : 1);
  }

  private boolean run()
      throws IOException, GeneralSecurityException, InterruptedException, LDAPException {
    try (Slapd directory = new Slapd(ldif -> ldif.append(CompareBench.people(options.users())));
        SlapdProxy proxy = new SlapdProxy(directory.plain())) {
      BenchSite site = BenchSite.of(options.base());
      site.directory("bench", directory.plain(), "uid={name}," + Slapd.PEOPLE, Slapd.BASE);
      site.ldap("asked", ASKED, "\"collapseSeconds\":\"0\"", "");
      site.ldap(
          "kept", REMEMBERED, "\"cacheIdleSeconds\":\"900\",\"cacheLifeSeconds\":\"900\"", "");
      warmUp(proxy);
      for (Load load : options.loads()) {
        for (Scenario each : SCENARIOS) {
          if (options.only().isEmpty() || options.only().contains(each.name())) {
            compare(each, load, proxy);
          }
        }
      }
    }
    report();
    return rows.stream()
        .filter(row -> row.server().equals(CompareBench.OWN))
        .allMatch(row -> row.result().recorder().failures() == 0);
  }

  /** Has both do everything, until what is used is compiled. */
  private void warmUp(SlapdProxy proxy) throws IOException, InterruptedException, LDAPException {
    for (Scenario each : SCENARIOS) {
      LdapTurn turn =
          new LdapTurn(
              each.name(), each.plan(), options.loads().get(0), options.users(), each.source());
      int seconds = Math.max(1, options.warmUpSeconds() / SCENARIOS.size());
      turn.run(proxy.address(), proxy.process(), 0, 1);
      turn.run(own, ServerProcess.in(options.base()), 0, seconds);
    }
  }

  /** Both in turns; the turn of the median rate counts. */
  private void compare(Scenario scenario, Load load, SlapdProxy proxy)
      throws IOException, InterruptedException, LDAPException {
    ServerProcess process = ServerProcess.in(options.base());
    List<Result> ours = new ArrayList<>();
    List<Result> theirs = new ArrayList<>();
    LdapTurn turn =
        new LdapTurn(scenario.name(), scenario.plan(), load, options.users(), scenario.source());
    for (int i = 0; i < TURNS; i++) {
      theirs.add(turn.run(proxy.address(), proxy.process(), 1, options.seconds()));
      ours.add(turn.run(own, process, 1, options.seconds()));
    }
    rows.add(new CompareRow(OTHER, median(theirs)));
    rows.add(new CompareRow(CompareBench.OWN, median(ours)));
  }

  private static Result median(List<Result> turns) {
    return turns.stream()
        .sorted(Comparator.comparingDouble(Result::rate))
        .toList()
        .get(turns.size() / 2);
  }

  private void report() throws IOException {
    Path directory = options.out();
    Files.createDirectories(directory);
    out.printf(Locale.ROOT, "%-11s %s%n", "server", Result.title());
    StringBuilder csv = new StringBuilder("server," + Result.HEADER + "\n");
    for (CompareRow row : rows) {
      out.printf(Locale.ROOT, "%-11s %s%n", row.server(), row.result().row());
      csv.append(row.server()).append(',').append(row.result().csv()).append('\n');
    }
    Files.writeString(directory.resolve("ldap.csv"), csv);
    Files.writeString(
        directory.resolve("ldap.svg"), new BarChart("LDAP operations a second", rows).svg());
    out.println("CSV and picture: " + directory.resolve("ldap.csv") + ", ldap.svg");
  }
}
