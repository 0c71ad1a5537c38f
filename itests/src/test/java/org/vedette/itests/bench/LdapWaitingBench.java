package org.vedette.itests.bench;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.asn1.ASN1StreamReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vedette.itests.real.Slapd;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;
import org.vedette.testkit.held.HeldPhones.Prompt;

/**
 * Has many clients of the LDAP listener connected, idle at first; then the person of each holds a
 * phone; then they all approve, a few at a time. Tells threads and memory of the server; started by
 * {@code itests/bench/ldap-waiting}.
 */
public final class LdapWaitingBench {
  private static final String SOURCE = "127.0.0.1";
  private static final byte BIND = 0x60;
  private static final byte SIMPLE = (byte) 0x80;
  private static final int AT_A_TIME = 100;
  private static final int MOST_ASKED = 400;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Path out;
  private final int people;
  private final InetSocketAddress address;
  private final BenchSite site;
  private final ServerProcess server;
  private final PrintStream console;
  private final List<String> rows = new ArrayList<>(List.of("moment,threads,mib"));

  private LdapWaitingBench(Path base, Path out, int people, int port, PrintStream console)
      throws Exception {
    this.out = out;
    this.people = people;
    this.address = new InetSocketAddress(SOURCE, port);
    this.site = BenchSite.of(base);
    this.server = ServerProcess.in(base);
    this.console = console;
  }

  /** Runs with the words base, out, the number of people, and the port of the listener. */
  public static void main(String[] words) throws Exception {
    boolean right =
        new LdapWaitingBench(
                Path.of(words[0]),
                Path.of(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                System.out)
            .run();
    System.exit(right ? 0 : 1);
  }

  private boolean run() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try (HeldPhones phones = new HeldPhones();
        Slapd directory = new Slapd(ldif -> ldif.append(CompareBench.people(people)))) {
      site.directory("bench", directory.plain(), "uid={name}," + Slapd.PEOPLE, Slapd.BASE);
      site.ldap(
          "waiting",
          SOURCE,
          "\"maxConnections\":\"%d\"".formatted(people),
          "\"deadlineSeconds\":120,");
      List<String> names = site.withPhones(people, phones);
      console.printf("%d people with phones set up.%n", names.size());
      note("before");
      for (int i = 0; i < people; i++) {
        clients.add(new Socket(address.getAddress(), address.getPort()));
      }
      note(people + " idle");
      for (int i = 0; i < people; i++) {
        clients.get(i).getOutputStream().write(bind(names.get(i)));
        if (i % AT_A_TIME == 0) {
          letThemRing(phones, i);
        }
      }
      int ringing = ringing(phones);
      note(ringing + " wait");
      int granted = approve(phones, clients);
      note("all answered");
      Files.createDirectories(out);
      Files.write(out.resolve("ldap-waiting.csv"), rows);
      console.printf("%d of %d came in; %d prompts came.%n", granted, people, phones.rings());
      return granted == people && phones.rings() == people;
    } finally {
      for (Socket each : clients) {
        each.close();
      }
    }
  }

  /** Each client leaves as soon as it is in, so that the directory has few connections. */
  private int approve(HeldPhones phones, List<Socket> clients) throws Exception {
    Set<String> approved = new HashSet<>();
    Set<Socket> waiting = new HashSet<>(clients);
    int granted = 0;
    List<Prompt> open = phones.open();
    for (int from = 0; from < open.size(); from += AT_A_TIME) {
      List<Prompt> some = open.subList(from, Math.min(open.size(), from + AT_A_TIME));
      some.forEach(each -> phones.answer(each, Decision.APPROVE));
      some.forEach(each -> approved.add(each.token()));
      long end = System.nanoTime() + QUIET.toNanos();
      while (granted < approved.size() && System.nanoTime() - end < 0) {
        for (Socket each : Set.copyOf(waiting)) {
          if (each.getInputStream().available() > 0) {
            granted += code(each) == 0 ? 1 : 0;
            each.close();
            waiting.remove(each);
          }
        }
      }
    }
    return granted;
  }

  /** The directory takes a thousand checks at a time: some must ring before others ask. */
  private static void letThemRing(HeldPhones phones, int asked) {
    long end = System.nanoTime() + QUIET.toNanos();
    while (asked - phones.open().size() > MOST_ASKED && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static byte[] bind(String name) {
    return new ASN1Sequence(
            new ASN1Integer(1),
            new ASN1Sequence(
                BIND,
                new ASN1Integer(3),
                new ASN1OctetString("uid=" + name + "," + Slapd.PEOPLE),
                new ASN1OctetString(SIMPLE, BenchSite.PASSWORD)))
        .encode();
  }

  private static int code(Socket client) throws Exception {
    return new ASN1StreamReader(client.getInputStream())
        .readElement()
        .decodeAsSequence()
        .elements()[1]
        .decodeAsSequence()
        .elements()[0]
        .decodeAsEnumerated()
        .intValue();
  }

  /** Waits until all phones ring, or no other does for a while. */
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
    }
    return ringing;
  }

  private void note(String moment) throws IOException {
    rows.add(moment + "," + server.threads() + "," + server.residentMiB());
    console.printf(
        Locale.ROOT,
        "%-14s threads %d, resident %d MiB%n",
        moment,
        server.threads(),
        server.residentMiB());
  }
}
