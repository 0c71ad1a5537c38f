package org.vedette.itests.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;

/** What the kernel saw: the journal was on the disk before the answer left. */
public class ForceBeforeAnswerRealIT {
  /** An answer that grants, in a trace with {@code -x}. */
  private static final String ACCEPT = "\"\\x02";

  private static Server server;

  @BeforeClass
  public static void start() {
    server = Server.unpack("force").busy().start();
    Site.client(server, "vpn", "127.0.0.1", "primary=none");
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void theJournalIsForcedBeforeTheAcceptLeaves() throws Exception {
    Person person = Site.withoutPassword(server);
    InetSocketAddress source = freePort();
    List<SystemCall> calls;
    double asked;
    try (Strace strace =
            Strace.attach(
                server.pid(),
                List.of(
                    "-ttt",
                    "-y",
                    "-x",
                    "-e",
                    "trace=write,pwrite64,fdatasync,fsync,sendto,sendmsg"));
        RadiusClient vpn =
            RadiusClient.to(server.radius(), Site.SECRET)
                .from(source)
                .timeout(Duration.ofSeconds(10))
                .open()) {
      Instant now = Instant.now();
      asked = now.getEpochSecond() + now.getNano() / 1e9;
      Exchange exchange = vpn.authenticate(person.name(), person.token().codeAt(now));
      assertThat(exchange.accepted()).as(exchange.toString()).isTrue();
      Awaitility.await("strace has seen the answer leave")
          .atMost(Duration.ofSeconds(10))
          .until(() -> SystemCall.of(strace.lines()).stream().anyMatch(each -> is(each, source)));
      calls = SystemCall.of(strace.lines());
    }

    SystemCall answer = calls.stream().filter(each -> is(each, source)).findFirst().orElseThrow();
    List<SystemCall> journal =
        calls.stream()
            .filter(each -> each.text().contains("/var/state/journal-"))
            .filter(each -> each.at() >= asked && each.began() < answer.began())
            .toList();
    SystemCall written = last(journal, "write");
    SystemCall forced = last(journal, "fdatasync");
    System.out.println("written: " + written + "\nforced: " + forced + "\nanswer: " + answer);
    assertThat(written.succeeded()).isTrue();
    assertThat(forced.succeeded()).isTrue();
    assertThat(written.ended()).as("written, then forced").isLessThan(forced.began());
    assertThat(forced.ended()).as("forced, then answered").isLessThan(answer.began());
  }

  private static boolean is(SystemCall call, InetSocketAddress asker) {
    return call.name().startsWith("send")
        && call.text().contains(ACCEPT)
        && call.text().contains("htons(" + asker.getPort() + ")");
  }

  private static SystemCall last(List<SystemCall> calls, String name) {
    return calls.stream()
        .filter(each -> each.name().equals(name))
        .max(Comparator.comparingInt(SystemCall::began))
        .orElseThrow(() -> new AssertionError("no " + name + " among " + calls));
  }

  private static InetSocketAddress freePort() throws Exception {
    try (DatagramSocket free = new DatagramSocket(0)) {
      return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), free.getLocalPort());
    }
  }
}
