package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;
import org.vedette.itests.jars.Jars;
import org.vedette.testkit.eap.Login;
import org.vedette.testkit.eap.Login.Method;
import org.vedette.testkit.eap.RadiusSupplicant;
import org.vedette.testkit.eap.Supplicant;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/** Devices sign in by EAP that ends here: wpa_supplicant's code, and the emulated one. */
public class EapRealIT {
  private static final String WIFI = "127.0.0.3";
  private static final String CODES = "127.0.0.4";
  private static final String ANONYMOUS = "anonymous_identity=\"anonymous\"";
  private static final String TLS_1_3 = "phase1=\"tls_disable_tlsv1_3=0\"";
  private static final String TLS_1_2 = "phase1=\"tls_disable_tlsv1_3=1\"";

  private static HeldPhones phones;
  private static Server server;
  private static Path folder;
  private static TestAuthority authority;

  @BeforeClass
  public static void start() throws Exception {
    folder = Files.createTempDirectory("eap-real");
    authority = TestAuthority.in(folder);
    phones = new HeldPhones();
    server = Server.unpack("eap");
    HeldBundle.into(server);
    server.set("org.vedette.eap.cfg", "certificate", authority.longChain().toString());
    server.set("org.vedette.eap.cfg", "key", folder.resolve("long.key").toString());
    server.set("org.vedette.eap.cfg", "password", "");
    server.set("org.vedette.eap.cfg", "fragmentOctets", "300");
    server.start();
    HeldBundle.await(server);
    server.vedette("settings", "set", "org.vedette.primary.local", "keepNtHashes=true");
    String all = "eapMethods=ttls-pap, peap-gtc, peap-mschapv2, gtc";
    Site.client(server, "wifi", WIFI, "protocols=eap", all, "appended=plain");
    Site.client(server, "codes", CODES, "protocols=eap", "primary=none");
    Site.withPhone(server, "wifi", phones);
    Site.password(server, "wifi");
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    phones.close();
  }

  @Test
  public void everyTunnelLetsInAndBothSidesHaveTheSameKeys() {
    for (String[] each :
        new String[][] {{"TTLS", "auth=PAP"}, {"PEAP", "auth=GTC"}, {"PEAP", "auth=MSCHAPV2"}}) {
      for (String version : List.of(TLS_1_2, TLS_1_3)) {
        EapolTest.Ran ran = approved(device(each[0], each[1], "wifi", PASSWORD, version));
        assertThat(ran.success()).as(ran.output()).isTrue();
        assertThat(ran.output())
            .contains("MPPE keys OK: 1  mismatch: 0")
            .contains(version.equals(TLS_1_3) ? "TLS version TLSv1.3" : "TLS version TLSv1.2");
      }
    }
    assertThat(server.vedette("audit", "list", "--text", "wifi")).contains("METHOD_VERIFIED");
    assertThat(server.vedette("audit", "list", "--text", "anonymous")).doesNotContain("VERIFIED");
  }

  @Test
  public void gtcWithoutATunnelLetsInWithoutKeys() {
    EapolTest.Ran ran = approved(device("GTC", "", "wifi", PASSWORD), "-n");
    assertThat(ran.success()).as(ran.output()).isTrue();
  }

  /** A resumed tunnel saves the certificate, and rings the phone all the same. */
  @Test
  public void resumedTunnelsAskForEverything() {
    int rings = phones.rings();
    EapolTest.Ran ran =
        approved(device("PEAP", "auth=MSCHAPV2", "wifi", PASSWORD, TLS_1_2), "-r", "1");
    assertThat(ran.success()).as(ran.output()).isTrue();
    assertThat(ran.output()).contains("MPPE keys OK: 2  mismatch: 0", "resumed=1");
    assertThat(phones.rings()).isEqualTo(rings + 2);
    EapolTest.Ran ttls = approved(device("TTLS", "auth=PAP", "wifi", PASSWORD, TLS_1_2), "-r", "1");
    assertThat(ttls.success()).as(ttls.output()).isTrue();
    assertThat(ttls.output()).doesNotContain("resumed=1");
  }

  @Test
  public void smallFragmentsTravelBothWays() {
    EapolTest.Ran ran =
        approved(
            device("PEAP", "auth=GTC", "wifi", PASSWORD, TLS_1_3, "fragment_size=100"),
            "-N12:d:200");
    assertThat(ran.success()).as(ran.output()).isTrue();
    assertThat(ran.output()).contains("MPPE keys OK: 1  mismatch: 0");
  }

  @Test
  public void wrongPasswordsRingNoPhone() {
    int rings = phones.rings();
    for (String[] each :
        new String[][] {{"TTLS", "auth=PAP"}, {"PEAP", "auth=GTC"}, {"PEAP", "auth=MSCHAPV2"}}) {
      assertThat(run(device(each[0], each[1], "wifi", "wrong")).success()).isFalse();
      EapolTest.Ran nobody = run(device(each[0], each[1], "nobody", PASSWORD));
      assertThat(nobody.success()).isFalse();
      assertThat(nobody.output()).contains("decapsulated EAP packet (code=4");
    }
    assertThat(phones.rings()).isEqualTo(rings);
  }

  @Test
  public void devicesThatDoNotTrustTheCertificateSayNothing() {
    List<String> lines = new ArrayList<>(device("PEAP", "auth=GTC", "wifi", PASSWORD));
    lines.removeIf(line -> line.startsWith("ca_cert"));
    lines.add("ca_cert=\"" + folder.resolve("other.pem") + "\"");
    try {
      Path other = Files.createDirectory(folder.resolve("other"));
      Files.copy(TestAuthority.in(other).certificate(), folder.resolve("other.pem"));
    } catch (java.io.IOException failure) {
      throw new AssertionError(failure);
    }
    assertThat(run(lines).success()).isFalse();
    assertThat(server.log()).contains("the supplicant ended TLS with unknown_ca");
  }

  @Test
  public void aCodeIsAppendedOrAskedForOrAlone() {
    Person appended = Site.person(server);
    EapolTest.Ran one =
        run(device("TTLS", "auth=PAP", appended.name(), PASSWORD + code(appended), TLS_1_3));
    assertThat(one.success()).as(one.output()).isTrue();

    Person asked = Site.person(server);
    try (RadiusClient wifi = at(WIFI)) {
      Supplicant device =
          new Supplicant(Login.of(Method.PEAP_GTC, asked.name(), PASSWORD, code(asked)));
      Exchange accept = RadiusSupplicant.signIn(wifi, device);
      assertThat(device.isAccepted()).as(accept.toString()).isTrue();
      assertThat(accept.problems()).isEmpty();
      assertThat(accept.text(AttributeTypes.USER_NAME)).isEqualTo(asked.name());
      assertThat(device.prompt()).isNotEqualTo("Password: ");
      assertThat(RadiusSupplicant.keys(accept, SECRET)).isEqualTo(device.masterSessionKey());

      Supplicant wrong =
          new Supplicant(Login.of(Method.PEAP_GTC, asked.name(), PASSWORD, "000000"));
      assertThat(RadiusSupplicant.signIn(wifi, wrong).rejected()).isTrue();
    }

    Person alone = Site.withoutPassword(server);
    EapolTest.Ran code =
        EapolTest.signIn(
            server.radius(), CODES, device("PEAP", "auth=GTC", alone.name(), code(alone)));
    assertThat(code.success()).as(code.output()).isTrue();
  }

  /** The listener is replaced while the phone rings: it rings once, and the device gets in. */
  @Test
  public void anUpdateOfTheListenerLosesNobody() throws Exception {
    int rings = phones.rings();
    Path jar =
        Jars.shipped(server.base(), "org.vedette.radius")
            .version("0.1.9")
            .write(folder, "radius.jar");
    List<String> lines = device("PEAP", "auth=MSCHAPV2", "wifi", PASSWORD, TLS_1_3);
    CompletableFuture<EapolTest.Ran> running = CompletableFuture.supplyAsync(() -> run(lines));
    Awaitility.await("a phone rings, or it has ended")
        .until(() -> running.isDone() || !phones.open().isEmpty());
    server.vedette("capability", "update", jar.toString());
    phones.open().forEach(prompt -> phones.answer(prompt, Decision.APPROVE));

    assertThat(running.join().success()).as(running.join().output()).isTrue();
    assertThat(phones.rings()).isEqualTo(rings + 1);
  }

  /** Updates end conversations, and nobody is let in or kept out wrongly. */
  @Test
  public void devicesSignInAfterAnUpdateOfTheirMiddle() {
    Person person = Site.person(server);
    try (RadiusClient wifi = at(WIFI)) {
      Supplicant device =
          new Supplicant(Login.of(Method.PEAP_GTC, person.name(), PASSWORD, code(person)));
      Exchange first = RadiusSupplicant.begin(wifi, device);
      server.vedette("capability", "disable", "eap");
      server.vedette("capability", "enable", "eap");
      Exchange gone = RadiusSupplicant.goOn(wifi, device, first);
      assertThat(gone.rejected()).as(gone.toString()).isTrue();
      Supplicant again =
          new Supplicant(Login.of(Method.PEAP_GTC, person.name(), PASSWORD, code(person)));
      assertThat(RadiusSupplicant.signIn(wifi, again).accepted()).isTrue();
    }
  }

  private static List<String> device(
      String method, String phase2, String user, String password, String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "eap=" + method,
                "identity=\"" + user + "\"",
                "password=\"" + password + "\"",
                "ca_cert=\"" + authority.certificate() + "\""));
    if (!phase2.isEmpty()) {
      lines.add("phase2=\"" + phase2 + "\"");
      lines.add(ANONYMOUS);
    }
    lines.addAll(Arrays.asList(more));
    return lines;
  }

  private static EapolTest.Ran run(List<String> lines, String... options) {
    return EapolTest.signIn(server.radius(), WIFI, lines, options);
  }

  /** Signs in, and approves on the phone as often as it rings. */
  private static EapolTest.Ran approved(List<String> lines, String... options) {
    CompletableFuture<EapolTest.Ran> running =
        CompletableFuture.supplyAsync(() -> run(lines, options));
    while (!running.isDone()) {
      Awaitility.await("a phone rings, or it has ended")
          .until(() -> running.isDone() || !phones.open().isEmpty());
      phones.open().forEach(prompt -> phones.answer(prompt, Decision.APPROVE));
    }
    return running.join();
  }

  private static String code(Person person) {
    return person.token().codeAt(Instant.now());
  }

  private static RadiusClient at(String address) {
    return RadiusClient.to(server.radius(), SECRET).from(new InetSocketAddress(address, 0)).open();
  }
}
