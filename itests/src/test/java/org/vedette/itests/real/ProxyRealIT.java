package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

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

/** FreeRADIUS as the server that is asked, and in front. */
public class ProxyRealIT {
  private static final String WIFI = "127.0.0.3";
  private static final String OPEN = "127.0.0.4";

  private static HeldPhones phones;
  private static Server server;
  private static FreeRadiusPeer peer;

  @BeforeClass
  public static void start() throws Exception {
    phones = new HeldPhones();
    server = Server.unpack("proxy");
    HeldBundle.into(server);
    server.start();
    HeldBundle.await(server);
    peer = new FreeRadiusPeer(server.radius());
    Site.target(server, "older", peer.target());
    server.vedette("settings", "set", "org.vedette.primary.local", "keepNtHashes=true");
    Site.client(server, "vpn", "127.0.0.2", "primary=radius:older");
    Site.client(server, "wifi", WIFI, "primary=radius:older", "protocols=eap");
    Site.client(server, "open", OPEN, "primary=radius:older", "userMatch=false");
    Site.client(server, "front", "127.0.0.1", "protocols=mschapv2");
  }

  @AfterClass
  public static void stop() throws Exception {
    if (peer != null) {
      peer.close();
    }
    server.close();
    phones.close();
  }

  @Test
  public void attributesOfTheTargetComeThroughTheChallenge() {
    Person alice = Site.named(server, "alice");
    Radclient.Reply challenge = ask("127.0.0.2", "alice", FreeRadiusPeer.PASSWORD, "");
    assertThat(challenge.code()).as(challenge.output()).contains("Access-Challenge");
    String state = "State = " + challenge.state().orElseThrow() + "\n";
    Radclient.Reply accept = ask("127.0.0.2", "alice", alice.token().codeAt(Instant.now()), state);

    assertThat(accept.code()).as(accept.output()).contains("Access-Accept");
    assertThat(accept.output())
        .containsSubsequence(
            "Class = 0x6f6e65",
            "Cisco-AVPair = \"shell:a=1\"",
            "Cisco-AVPair = \"shell:b=2\"",
            "Tunnel-Password:1 = \"tunnel secret\"",
            "Reply-Message = \"Welcome\"");
    assertThat(ask("127.0.0.2", "alice", "wrong", "").code()).contains("Access-Reject");
  }

  @Test
  public void challengesOfTheTargetAreRelayed() {
    Radclient.Reply challenge = ask(OPEN, "dora", FreeRadiusPeer.PASSWORD, "");
    assertThat(challenge.code()).as(challenge.output()).contains("Access-Challenge");
    assertThat(challenge.output()).contains("Token code?");
    String state = "State = " + challenge.state().orElseThrow() + "\n";

    assertThat(ask(OPEN, "dora", "24680", state).code()).contains("Access-Accept");
    assertThat(ask(OPEN, "dora", "24680", state).code())
        .as("a State works once")
        .contains("Access-Reject");
    Radclient.Reply again = ask(OPEN, "dora", FreeRadiusPeer.PASSWORD, "");
    String other = "State = " + again.state().orElseThrow() + "\n";
    assertThat(ask(OPEN, "dora", "13579", other).code()).contains("Access-Reject");
  }

  /** Row 53: the conversation passes unread, then the phone rings, then the keys arrive. */
  @Test
  public void eapPassesThroughAndThePhoneDecides() throws Exception {
    Site.withPhone(server, "wifi", phones);
    for (String[] each :
        new String[][] {
          {"PEAP", "auth=MSCHAPV2"}, {"TTLS", "auth=PAP"}, {"TTLS", "auth=MSCHAPV2"}
        }) {
      EapolTest.Ran ran = wifi(each[0], each[1], Decision.APPROVE);
      assertThat(ran.success()).as(ran.output()).isTrue();
      assertThat(ran.output()).contains("MPPE keys OK: 1");
    }
    assertThat(wifi("PEAP", "auth=MSCHAPV2", Decision.DECLINE).success()).isFalse();
    int rings = phones.rings();
    assertThat(
            EapolTest.signIn(
                    server.radius(),
                    WIFI,
                    "PEAP",
                    "auth=MSCHAPV2",
                    "wifi",
                    "wrong",
                    peer.certificate())
                .success())
        .isFalse();
    assertThat(phones.rings()).as("a wrong password rings no phone").isEqualTo(rings);
  }

  private static EapolTest.Ran wifi(String method, String phase2, Decision decision) {
    CompletableFuture<EapolTest.Ran> running =
        CompletableFuture.supplyAsync(
            () ->
                EapolTest.signIn(
                    server.radius(),
                    WIFI,
                    method,
                    phase2,
                    "wifi",
                    FreeRadiusPeer.PASSWORD,
                    peer.certificate()));
    Awaitility.await("a phone rings, or it has ended")
        .until(() -> running.isDone() || !phones.open().isEmpty());
    phones.open().forEach(prompt -> phones.answer(prompt, decision));
    return running.join();
  }

  /** Row 52: PEAP ends at FreeRADIUS, which asks by MS-CHAPv2 and believes only a right proof. */
  @Test
  public void freeRadiusInFrontAsksByMsChap2() throws Exception {
    Site.withPhone(server, "bob", phones);
    Site.password(server, "bob");
    CompletableFuture<EapolTest.Ran> running =
        CompletableFuture.supplyAsync(() -> front(Site.PASSWORD));
    Awaitility.await("a phone rings, or it has ended")
        .until(() -> running.isDone() || !phones.open().isEmpty());
    phones.open().forEach(prompt -> phones.answer(prompt, Decision.APPROVE));

    assertThat(running.join().success()).as(running.join().output() + peer.log()).isTrue();
    assertThat(front("wrong").success()).isFalse();
  }

  private static EapolTest.Ran front(String password) {
    return EapolTest.signIn(
        peer.front(), "127.0.0.1", "PEAP", "auth=MSCHAPV2", "bob", password, peer.certificate());
  }

  private static Radclient.Reply ask(String from, String user, String password, String more) {
    return Radclient.send(
        server.radius(),
        "Packet-Src-IP-Address = %s%nUser-Name = \"%s\"%nUser-Password = \"%s\"%n%s"
            .formatted(from, user, password, more),
        10);
  }
}
