package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.jars.Jars;
import org.vedette.itests.real.FreeRadiusAccounting.Report;

/** Reports of radclient, stored and handed on to FreeRADIUS. */
public class AccountingRealIT {
  private static final String VPN = "127.0.0.2";
  private static final String PLAIN = "127.0.0.3";
  private static final Pattern ID = Pattern.compile("\"id\" : ([0-9]+)");

  private static Server server;
  private static FreeRadiusAccounting peer;

  @BeforeClass
  public static void start() throws IOException {
    server = Server.unpack("accounting").start();
    peer = new FreeRadiusAccounting();
    server.vedetteWith(
        Site.SECRET + "\n",
        "settings",
        "set",
        "org.vedette.primary.radius~older",
        "servers=" + peer.server(),
        "--secret-stdin",
        "secret");
    Site.client(server, "vpn", VPN, "primary=radius:older");
    Site.client(server, "plain", PLAIN);
  }

  @AfterClass
  public static void stop() throws IOException {
    if (peer != null) {
      peer.close();
    }
    server.close();
  }

  private static void report(String from, String session, String status, String more) {
    Radclient.Reply reply =
        Radclient.report(
            server.accounting(),
            """
            Packet-Src-IP-Address = %s
            User-Name = "alice"
            Acct-Session-Id = "%s"
            Acct-Status-Type = %s
            NAS-IP-Address = 192.0.2.1
            Framed-IP-Address = 10.1.2.3
            %s
            """
                .formatted(from, session, status, more));
    assertThat(reply.code()).as(reply.output()).contains("Accounting-Response");
  }

  @Test
  public void startInterimAndStopAreAListedSessionAndReachTheTarget() {
    report(VPN, "s-1", "Start", "Class = 0x6f6e65");
    assertThat(server.vedette("accounting", "list", "--open"))
        .contains("alice", "open", "10.1.2.3", "vpn 192.0.2.1");
    report(VPN, "s-1", "Interim-Update", "Acct-Session-Time = 60");
    report(
        VPN,
        "s-1",
        "Stop",
        "Acct-Session-Time = 77\nAcct-Input-Gigawords = 1\nAcct-Terminate-Cause = Idle-Timeout");
    report(PLAIN, "p-1", "Start", "");

    String list = server.vedette("accounting", "list", "--user", "Alice", "--application", "VPN");
    assertThat(list).contains("ended", "1 min 17 s").doesNotContain("plain");
    String shown = server.vedette("accounting", "show", id("vpn", "ended"));
    assertThat(shown)
        .contains("Idle-Timeout", "4.0 GiB", "s-1", "127.0.0.2")
        .containsSubsequence("Start", "Interim-Update", "Stop");
    assertThat(server.vedette("accounting", "list", "--help")).contains("Usage", "--open");

    Awaitility.await("the target has the reports")
        .untilAsserted(
            () ->
                assertThat(peer.reports())
                    .filteredOn(each -> each.session().equals("s-1"))
                    .extracting(Report::status)
                    .containsExactly("Start", "Interim-Update", "Stop"));
    assertThat(all()).contains("Class = 0x6f6e65", "NAS-IP-Address = 192.0.2.1");
    assertThat(all()).as("its client has no target").doesNotContain("p-1");
  }

  private static String all() {
    try {
      return peer.reports().toString();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String id(String application, String state) {
    String json =
        server.vedette("accounting", "list", "--application", application, "--" + state, "--json");
    Matcher matcher = ID.matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return matcher.group(1);
  }

  @Test
  public void repetitionIsAcknowledgedAndStoredOnce() {
    Site.client(server, "again", "127.0.0.4");
    report("127.0.0.4", "r-1", "Start", "");
    report("127.0.0.4", "r-1", "Start", "Acct-Delay-Time = 1");
    report("127.0.0.4", "r-1", "Start", "");
    assertThat(server.vedette("accounting", "show", id("again", "open"), "--json"))
        .contains("\"reports\" : 1");
  }

  /** What was acknowledged is there after a kill, and gets to a target that was down. */
  @Test
  public void nothingAcknowledgedIsLostByAKillWhileTheTargetIsDown() throws IOException {
    peer.stop();
    List<String> sent = IntStream.range(0, 200).mapToObj(each -> "k-" + each).toList();
    List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
    try (RadiusClient nas = nas(1)) {
      for (String session : sent) {
        exchanges.add(nas.send(start(session)));
      }
      exchanges.forEach(each -> assertThat(each.join().is(Code.ACCOUNTING_RESPONSE)).isTrue());
    }
    server.kill();
    server.start();

    String list = server.vedette("accounting", "list", "--limit", "1000", "--open", "--json");
    assertThat(sent).allMatch(session -> list.contains("\"session\" : \"" + session + "\""));
    Awaitility.await("health says that reports wait")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(server.vedette("capability", "show", "accounting"))
                    .contains("radius:older", "wait since"));
    peer.start();
    Awaitility.await("the target has a report of every session")
        .atMost(Duration.ofSeconds(60))
        .until(() -> peer.sessions().containsAll(sent));
    assertThat(peer.sessions()).filteredOn(sent::contains).isEqualTo(sent);
    assertThat(peer.reports())
        .filteredOn(each -> sent.contains(each.session()))
        .allMatch(each -> each.delay() > 0);
  }

  /** The listener holds reports while others are replaced. */
  @Test
  public void updatesLoseNoReport() throws IOException {
    Path folder = Files.createTempDirectory("vedette-jars");
    List<String> sent = new ArrayList<>();
    List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
    try (RadiusClient nas = nas(3)) {
      for (String bundle : List.of("accounting", "primary.radius", "radius")) {
        Path jar =
            Jars.shipped(server.base(), "org.vedette." + bundle)
                .version("0.1.1")
                .write(folder, bundle + ".jar");
        CompletableFuture<Void> update =
            CompletableFuture.runAsync(
                () -> server.vedette("capability", "update", jar.toString()));
        while (!update.isDone() || sent.size() % 50 != 0) {
          String session = "u-" + sent.size();
          sent.add(session);
          CompletableFuture<Exchange> exchange = nas.send(start(session));
          exchanges.add(exchange);
          // One at a time, so that their order is known.
          exchange.join();
        }
        update.join();
      }
    }
    assertThat(exchanges)
        .allMatch(each -> each.join().is(Code.ACCOUNTING_RESPONSE))
        .allMatch(each -> each.join().sends() <= 2);
    Awaitility.await("the target has a report of every session")
        .atMost(Duration.ofSeconds(60))
        .until(() -> peer.sessions().containsAll(sent));
    assertThat(peer.sessions()).filteredOn(sent::contains).isEqualTo(sent);
    long stored = 0;
    String before = "";
    do {
      String[] page =
          before.isEmpty()
              ? new String[] {"accounting", "list", "--limit", "1000", "--json"}
              : new String[] {
                "accounting", "list", "--limit", "1000", "--json", "--before", before
              };
      String json = server.vedette(page);
      before = "";
      for (Matcher ids = ID.matcher(json); ids.find(); ) {
        before = ids.group(1);
      }
      stored += Pattern.compile("\"session\" : \"u-").matcher(json).results().count();
    } while (!before.isEmpty());
    assertThat(stored).isEqualTo(sent.size());
  }

  private static RadiusClient nas(int sends) {
    return RadiusClient.to(server.accounting(), Site.SECRET)
        .from(new InetSocketAddress(VPN, 0))
        .timeout(Duration.ofSeconds(6))
        .sends(sends)
        .open();
  }

  private static RadiusRequest start(String session) {
    return RadiusRequest.accounting(1, session)
        .with(Attribute.text(AttributeTypes.USER_NAME, "bob"));
  }
}
