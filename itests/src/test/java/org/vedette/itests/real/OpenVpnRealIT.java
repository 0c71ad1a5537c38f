package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/**
 * OpenVPN by its two ways to RADIUS: openvpn-auth-radius, which takes a challenge for a reject and
 * wants its accounting answered, and its own plugin for PAM, which answers a challenge with what
 * the client has asked for beforehand. Neither sends a Message-Authenticator.
 */
public class OpenVpnRealIT {
  private static final String BY_PAM = "127.0.0.2";
  private static final int FIRST_PORT = 5_000;
  private static final int PORTS = 5_000;

  private static HeldPhones phones;
  private static Server server;
  private static InetSocketAddress sign;
  private static InetSocketAddress report;

  @BeforeClass
  public static void start() throws Exception {
    phones = new HeldPhones();
    server = Server.unpack("openvpn");
    HeldBundle.into(server);
    sign = shortPort();
    report = shortPort();
    String settings = "org.vedette.radius.cfg";
    server.set(settings, "authenticationAddresses", text(server.radius()) + ", " + text(sign));
    server.set(settings, "accountingAddresses", text(report));
    server.start();
    HeldBundle.await(server);
    String off = "messageAuthenticator=off";
    Site.client(server, "openvpn", "127.0.0.1", off, "appended=plain", "challenge=off");
    Site.client(server, "pam", BY_PAM, off, "replyMessage=Code: {prompt}");
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    phones.close();
  }

  /** A free port of four digits. */
  private static InetSocketAddress shortPort() {
    SecureRandom random = new SecureRandom();
    while (true) {
      InetSocketAddress address =
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), FIRST_PORT + random.nextInt(PORTS));
      try (DatagramSocket free = new DatagramSocket(address)) {
        return address;
      } catch (SocketException taken) {
        // Another one.
      }
    }
  }

  private static String text(InetSocketAddress address) {
    return "127.0.0.1:" + address.getPort();
  }

  private static String now(Person person) {
    return person.token().codeAt(Instant.now());
  }

  @Test
  public void tunnelComesUpWithPasswordAndCodeInOneFieldAndItsStartIsReported() throws IOException {
    Person person = Site.person(server);
    String code = now(person);
    try (OpenVpn vpn = OpenVpn.askingRadius(sign, report)) {
      OpenVpn.Tunnel right = vpn.connect(person.name(), PASSWORD + code);
      assertThat(right.up()).as(right.output()).isTrue();
      assertThat(right.refused()).isFalse();
      assertThat(server.vedette("capability", "show", "radius")).containsPattern("accounting=\\d");

      for (String field :
          new String[] {PASSWORD + code, PASSWORD + "000000", "wrong" + code, PASSWORD}) {
        OpenVpn.Tunnel wrong = vpn.connect(person.name(), field);
        assertThat(wrong.up()).isFalse();
        assertThat(wrong.refused()).as(wrong.output()).isTrue();
      }
    }
    assertThat(server.log())
        .as("the password alone: this client cannot show a challenge")
        .contains("A sign-in that needs a code was rejected", "application=\"openvpn\"");
  }

  @Test
  public void tunnelComesUpWhenThePhoneSaysSo() throws Exception {
    Site.withPhone(server, "pat", phones);
    Site.password(server, "pat");
    try (OpenVpn vpn = OpenVpn.askingRadius(sign, report)) {
      for (Decision decision : Decision.values()) {
        CompletableFuture<OpenVpn.Tunnel> waiting =
            CompletableFuture.supplyAsync(() -> connect(vpn, "pat"));
        Awaitility.await("a phone rings").until(() -> !phones.open().isEmpty());
        phones.answer(phones.open().get(0), decision);
        OpenVpn.Tunnel tunnel = waiting.join();
        assertThat(tunnel.up()).as(tunnel.output()).isEqualTo(decision == Decision.APPROVE);
        assertThat(tunnel.refused()).isEqualTo(decision == Decision.DECLINE);
      }
    }
  }

  private static OpenVpn.Tunnel connect(OpenVpn vpn, String user) {
    try {
      return vpn.connect(user, PASSWORD);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  public void codeThatTheClientAskedForAnswersTheChallenge() throws IOException {
    Person person = Site.person(server);
    String code = now(person);
    try (PamService pam = new PamService(server.radius(), BY_PAM, 30);
        OpenVpn vpn = OpenVpn.askingPam(pam, "Code")) {
      OpenVpn.Tunnel right = vpn.connect(person.name(), PASSWORD, code);
      assertThat(right.up()).as(right.output()).isTrue();
      OpenVpn.Tunnel wrong = vpn.connect(person.name(), PASSWORD, "000000");
      assertThat(wrong.up()).isFalse();
      assertThat(wrong.refused()).as(wrong.output()).isTrue();
    }
    assertThat(server.vedette("audit", "list", "--text", person.name()))
        .contains("CHALLENGED", "OATH_VERIFIED", "OATH_WRONG");
  }
}
