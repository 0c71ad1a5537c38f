package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.jars.Jars;

/**
 * Calls over SIP in the unpacked distribution, from a RADIUS sign-in to a key and back: sipp is
 * several trunks, baresip a telephone by TLS.
 */
public class SipRealIT {
  private static final String TRUNK_PASSWORD = "vdtmark-trunk-6612";
  private static final String PIN = "8264";
  private static final String BARESIP = "306";

  private static final List<Sipp> TRUNKS = new ArrayList<>();
  private static Server server;
  private static Baresip baresip;
  private static Sipp hash;
  private static Sipp pin;
  private static Sipp ringing;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() throws Exception {
    TestAuthority authority = TestAuthority.in(Files.createTempDirectory("authority"));
    server = Server.unpack("sip").start();
    hash = trunk("hash", Sipp.answering("#"));
    pin = trunk("pin", Sipp.demanding("line7", TRUNK_PASSWORD, PIN + "#"), "user=line7");
    trunk("busy", Sipp.refusing("486 Busy Here"));
    trunk("away", Sipp.hangingUp());
    ringing = trunk("rings", Sipp.ringing(), "ringSeconds=3");
    baresip = new Baresip(authority, "+49" + BARESIP + "1");
    server.vedette(
        "settings",
        "set",
        "org.vedette.gateway.sip~tls",
        "host=localhost",
        "transport=tls",
        "port=" + baresip.port(),
        "caller=+4930900",
        "trustedCertificates=" + authority.pem().replace("\n", "\\n"));
    server.vedette(
        "settings",
        "set",
        "org.vedette.core",
        "routes=voice +49301 sip:hash;voice +49302 sip:pin;voice +49303 sip:busy;"
            + "voice +49304 sip:away;voice +49305 sip:rings;voice +49306 sip:tls");
    Site.client(server, "vpn", "127.0.0.1");
    server.vedette("application", "set", "vpn", "deadlineSeconds=60");
    vpn =
        RadiusClient.to(server.radius(), Site.SECRET)
            .from(new InetSocketAddress("127.0.0.1", 0))
            .timeout(Duration.ofSeconds(40))
            .open();
  }

  private static Sipp trunk(String name, Sipp sipp, String... more) {
    TRUNKS.add(sipp);
    List<String> command = new ArrayList<>(List.of("settings", "set"));
    command.add("org.vedette.gateway.sip~" + name);
    command.addAll(List.of("host=127.0.0.1", "port=" + sipp.port(), "caller=+4930900"));
    command.addAll(List.of(more));
    // OPTIONS would begin a call of the scenario.
    command.add("probeSeconds=0");
    if (more.length > 0 && more[0].startsWith("user=")) {
      command.addAll(List.of("--secret-stdin", "password"));
    }
    server.vedetteWith(TRUNK_PASSWORD + "\n", command.toArray(String[]::new));
    return sipp;
  }

  @AfterClass
  public static void stop() {
    if (vpn != null) {
      vpn.close();
    }
    server.close();
    TRUNKS.forEach(Sipp::close);
    if (baresip != null) {
      baresip.close();
    }
  }

  private static void person(String name, String number, String mode) throws Exception {
    server.rest().call("POST", "/users", "{\"username\":\"" + name + "\"}");
    Site.password(server, name);
    server.vedette("user", "set", name, "phone=+49 " + number);
    server
        .rest()
        .call(
            "POST",
            "/users/" + name + "/enrollments",
            "{\"method\":\"phone\",\"mode\":\"" + mode + "\"}");
  }

  private static String audit(String name) {
    return server.vedette("audit", "list", "--text", name);
  }

  @Test
  public void theHashLetsIn() throws Exception {
    person("answers", "3011", "standard");

    assertThat(vpn.authenticate("answers", "wrong").rejected()).isTrue();
    assertThat(audit("answers")).doesNotContain("voice");
    assertThat(vpn.authenticate("answers", Site.PASSWORD).accepted()).isTrue();
    assertThat(audit("answers")).contains("CALL_VERIFIED");
    quiet(hash);
  }

  @Test
  public void thePinLetsInAndTheTrunkKnowsWhoCalls() throws Exception {
    person("pinned", "3021", "pin");
    server.vedetteWith(PIN + "\n", "user", "pin", "pinned", "--stdin");

    assertThat(vpn.authenticate("pinned", Site.PASSWORD).accepted()).isTrue();
    assertThat(audit("pinned")).contains("CALL_PIN_VERIFIED");
    quiet(pin);
    assertThat(server.log()).doesNotContain(TRUNK_PASSWORD).doesNotContain(PIN);
  }

  @Test
  public void theOtherNumberIsCalledWhenTheFirstIsBusy() throws Exception {
    person("talking", "3031", "standard");
    assertThat(vpn.authenticate("talking", Site.PASSWORD).rejected()).isTrue();
    assertThat(audit("talking")).contains("CALL_UNANSWERED");

    server.vedette("user", "set", "talking", "backupPhone=+49 3012");
    assertThat(vpn.authenticate("talking", Site.PASSWORD).accepted()).isTrue();
  }

  @Test
  public void whoHangsUpIsNotLetIn() throws Exception {
    person("leaving", "3041", "standard");

    assertThat(vpn.authenticate("leaving", Site.PASSWORD).rejected()).isTrue();
    assertThat(audit("leaving")).contains("CALL_HUNG_UP");
  }

  @Test
  public void whoDoesNotAnswerIsNotLetIn() throws Exception {
    person("asleep", "3051", "standard");
    long began = System.nanoTime();

    assertThat(vpn.authenticate("asleep", Site.PASSWORD).rejected()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(10));
    assertThat(audit("asleep")).contains("CALL_UNANSWERED");
    quiet(ringing);
  }

  @Test
  public void aTelephoneByTls() throws Exception {
    person("softphone", BARESIP + "1", "standard");

    CompletableFuture<Exchange> signIn =
        CompletableFuture.supplyAsync(() -> vpn.authenticate("softphone", Site.PASSWORD));
    baresip.press("#");
    assertThat(signIn.get().accepted()).as(baresip.said()).isTrue();
    assertThat(audit("softphone")).contains("CALL_VERIFIED");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(baresip.said()).contains("terminated (duration"));
  }

  @Test
  public void theBundleIsReplacedWhileATelephoneRings() throws Exception {
    person("moved", "3052", "standard");
    server.vedette("settings", "set", "org.vedette.gateway.sip~rings", "ringSeconds=30");
    Jars jars = Jars.shipped(server.base(), "org.vedette.gateway.sip");
    Path jar = Files.createTempDirectory("vedette-jars").resolve("gateway.jar");
    CompletableFuture<Exchange> signIn =
        CompletableFuture.supplyAsync(() -> vpn.authenticate("moved", Site.PASSWORD));
    await().until(() -> ringing.saw("INVITE sip:+493052@"));
    server.vedette(
        "capability", "update", jars.version("0.1.1").write(jar.getParent(), "a.jar").toString());
    assertThat(signIn.get().rejected()).isTrue();
    assertThat(audit("moved")).contains("CALL_FAILED");
    server.vedette(
        "capability", "update", jars.version("0.1.2").write(jar.getParent(), "b.jar").toString());
    server.vedette("settings", "set", "org.vedette.gateway.sip~rings", "ringSeconds=3");

    person("again", "3013", "standard");
    assertThat(vpn.authenticate("again", Site.PASSWORD).accepted()).isTrue();
    // Six gateways are configured, each has one thread for sound. Counting collects garbage first.
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> {
              assertThat(
                      threads().filter(each -> each.matches("\"vedette-gateway-sip-.*-sound\".*")))
                  .hasSize(6);
              assertThat(jcmd("GC.class_histogram"))
                  .filteredOn(each -> each.endsWith(" org.vedette.gateway.sip.GatewayCapability"))
                  .singleElement()
                  .asString()
                  .containsPattern(":\\s+1\\s");
            });
  }

  private static Stream<String> threads() {
    return jcmd("Thread.print").stream().filter(each -> each.startsWith("\"vedette-gateway-sip"));
  }

  private static List<String> jcmd(String what) {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Tools.run(
            "default-jdk-headless", List.of(program, String.valueOf(server.pid()), what), "")
        .lines()
        .toList();
  }

  /** The last words are still being said when the sign-in is over. */
  private static void quiet(Sipp sipp) throws IOException {
    assertThat(sipp.complaints()).isEmpty();
  }
}
