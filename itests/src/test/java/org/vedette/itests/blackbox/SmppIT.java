package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.SMPPConstant;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.jars.Jars;
import org.vedette.testkit.smpp.Manner;
import org.vedette.testkit.smpp.SmppCentre;
import org.vedette.testkit.smpp.Submitted;

/**
 * A code by text message in the unpacked distribution: after the password it goes to a message
 * centre by SMPP, comes back over RADIUS, and what the centre says of it later is in the audit.
 */
public class SmppIT {
  private static final String GATEWAY = "org.vedette.gateway.smpp~main";

  /** As long as SMPP lets passwords be; marked. */
  private static final String CENTRE_PASSWORD = "vdtmark-";

  private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");

  /** The centre refuses this one. */
  private static final String REFUSED = "2025550299";

  private static Server server;
  private static SmppCentre centre;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() throws Exception {
    centre = SmppCentre.open("vedette", CENTRE_PASSWORD);
    centre.treat(
        each ->
            each.to().endsWith(REFUSED)
                ? Manner.refuse(SMPPConstant.STAT_ESME_RINVDSTADR)
                : Manner.ACCEPT);
    server = Server.unpack("smpp").start();
    server.vedetteWith(
        CENTRE_PASSWORD + "\n",
        "settings",
        "set",
        GATEWAY,
        "centres=127.0.0.1:" + centre.port(),
        "tls=false",
        "systemId=vedette",
        "from=+15005550006",
        "--secret-stdin",
        "password");
    Site.client(server, "vpn", "127.0.0.1");
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    vpn = RadiusClient.to(server.radius(), SECRET).from(new InetSocketAddress(loopback, 0)).open();
  }

  @AfterClass
  public static void stop() throws Exception {
    if (vpn != null) {
      vpn.close();
    }
    if (server != null) {
      server.close();
      Leaks.assertNone(server.base());
    }
    centre.close();
  }

  private static void person(String name, String number) throws Exception {
    server
        .rest()
        .call(
            "POST",
            "/users",
            "{\"username\":\"%s\",\"phone\":{\"country\":\"1\",\"number\":\"%s\"}}"
                .formatted(name, number));
    server.rest().call("POST", "/users/" + name + "/enrollments", "{\"method\":\"text\"}");
    Site.password(server, name);
  }

  private static String audit(String name) throws Exception {
    return server.rest().send("GET", "/audit?text=" + name, "").body();
  }

  private static Submitted last(String number) {
    List<Submitted> all =
        centre.submitted().stream().filter(each -> each.to().endsWith(number)).toList();
    assertThat(all).isNotEmpty();
    return all.get(all.size() - 1);
  }

  private static String signsIn(String name, String number) throws Exception {
    Exchange challenge = vpn.authenticate(name, PASSWORD);
    assertThat(challenge.challenged()).as(challenge.toString()).isTrue();
    Matcher code = CODE.matcher(last(number).text());
    assertThat(code.find()).isTrue();
    assertThat(vpn.answer(challenge, name, code.group(1)).accepted()).isTrue();
    return code.group(1);
  }

  @Test
  public void theCodeThatTheCentreGotIsAcceptedAndItsReceiptIsInTheAudit() throws Exception {
    person("texted", "2025550243");
    String code = signsIn("texted", "2025550243");
    Submitted message = last("2025550243");
    assertThat(message.to()).isEqualTo("12025550243");
    assertThat(message.request().getSourceAddr()).isEqualTo("15005550006");
    assertThat(audit("texted")).contains("sms by smpp:main: sent, reference " + message.id());

    assertThat(centre.receipt(message, "ENROUTE")).isZero();
    assertThat(audit("texted")).doesNotContain("MESSAGE_DELIVERED");
    // The same id, written in hexadecimal.
    String hexadecimal = Integer.toHexString(Integer.parseInt(message.id()));
    assertThat(
            centre.receipt("0000" + hexadecimal.toUpperCase(Locale.ROOT), "12025550243", "DELIVRD"))
        .isZero();
    await()
        .untilAsserted(
            () ->
                assertThat(audit("texted"))
                    .contains("MESSAGE_DELIVERED", "receipt of smpp:main: DELIVRD"));
    assertThat(audit("texted") + server.log()).doesNotContain(code);
  }

  @Test
  public void aMessageThatWasLostIsInTheAuditToo() throws Exception {
    person("lost", "2025550244");
    signsIn("lost", "2025550244");
    assertThat(centre.receipt(last("2025550244"), "UNDELIV")).isZero();
    await().untilAsserted(() -> assertThat(audit("lost")).contains("MESSAGE_LOST", "UNDELIV"));
  }

  @Test
  public void textsThatNobodyAskedForAreTaken() throws Exception {
    assertThat(centre.text("12025550288", "15005550006", "hello")).isZero();
  }

  @Test
  public void aNumberThatTheCentreRefusesDenies() throws Exception {
    person("refused", REFUSED);
    assertThat(vpn.authenticate("refused", PASSWORD).rejected()).isTrue();
    assertThat(audit("refused")).contains("DELIVERY_REFUSED", "status 0x0000000B");
  }

  @Test
  public void theCentreGoesAwayAndComesBack() throws Exception {
    person("patient", "2025550245");
    signsIn("patient", "2025550245");
    centre.goAway();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(capabilities()).contains("takes no connection"));
    centre.comeBack();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(capabilities()).doesNotContain("takes no connection"));
    signsIn("patient", "2025550245");
  }

  private static String capabilities() throws Exception {
    return server.rest().send("GET", "/capabilities", "").body();
  }

  @Test
  public void updatesLoseNoMessageAndLeaveNoThread() throws Exception {
    person("updated", "2025550246");
    Jars jars = Jars.shipped(server.base(), "org.vedette.gateway.smpp");
    Path folder = Files.createTempDirectory("vedette-jars");
    for (String version : List.of("0.1.1", "0.1.2")) {
      Path jar = jars.version(version).write(folder, "gateway.jar");
      server.vedette("capability", "update", jar.toString());
      Files.delete(jar);
      signsIn("updated", "2025550246");
    }
    Files.delete(folder);
    assertThat(centre.bound()).isEqualTo(1);
    // Counting collects garbage first.
    await()
        .untilAsserted(
            () -> {
              assertThat(jcmd("GC.class_histogram"))
                  .filteredOn(line -> line.endsWith(" org.vedette.gateway.smpp.wire.Connector"))
                  .singleElement()
                  .asString()
                  .containsPattern(":\\s+1\\s");
              assertThat(jcmd("Thread.print"))
                  .filteredOn(line -> line.startsWith("\"vedette-gateway-smpp-"))
                  .hasSize(4);
            });
  }

  private static List<String> jcmd(String what) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(server.pid()),
                what)
            .redirectErrorStream(true)
            .start();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(said, StandardCharsets.UTF_8).lines().toList();
  }
}
